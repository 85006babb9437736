import { UnreadableFile } from '../unreadable-file.js';

/** What the sender says of the columns of a file whose headings are not known here. */
export interface ColumnMapping {
  /** Heading -> path of the field, such as `residence.address.rt`; an empty path: this column is not sent. */
  readonly columns: Readonly<Record<string, string>>;
  /** Path of a field -> its text, the same in every record: what the file does not say because all of it agrees. */
  readonly constants: Readonly<Record<string, string>>;
}

export const NO_MAPPING: ColumnMapping = { columns: {}, constants: {} };

/**
 * `{"columns": {"Nama Penduduk": "name"}, "constants": {"citizenship": "1"}}`, either part may be absent.
 * @throws UnreadableFile `mapping.form`
 */
export function parseMapping(json: string): ColumnMapping {
  const { columns = {}, constants = {}, ...others } = objectIn(json);
  if (!isTexts(columns) || !isTexts(constants) || Object.keys(others).length > 0) throw badForm();
  return { columns, constants };
}

function objectIn(json: string): Record<string, unknown> {
  try {
    const value = JSON.parse(json) as unknown;
    if (isObject(value)) return value;
  } catch {
    // Told below.
  }
  throw badForm();
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): value is Record<string, string> =>
  isObject(value) && Object.values(value).every((text) => typeof text === 'string');

const badForm = () => new UnreadableFile([{ rule: 'mapping.form' }]);
