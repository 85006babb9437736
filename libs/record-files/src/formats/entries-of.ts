import type { Class, ColumnNames } from '@satudata/contracts';
import { planColumns, type PlanColumns } from '../columns/column-plan.js';
import type { ColumnMapping } from '../columns/mapping.js';
import { delimitedEntries } from '../delimited/delimited-entries.js';
import type { Entry } from '../entry.js';
import { ndjsonEntries } from '../ndjson/ndjson-entries.js';
import { workbookEntries } from '../workbook/workbook-entries.js';
import type { FileFormat } from './file-format.js';

/** What the records of a file are. */
export interface RecordForm {
  readonly submission: Class;
  /** How they stand in a table; absent: in none. */
  readonly columns?: ColumnNames;
}

/** The formats in which records of this form may come. */
export function formatsFor({ columns }: RecordForm): FileFormat[] {
  return columns ? ['ndjson', 'csv', 'tsv', 'xlsx'] : ['ndjson'];
}

/**
 * The records of a file, one after the other, in memory that does not grow with it.
 * @throws UnreadableFile while they are asked for, before the first of them
 */
export function entriesOf(
  format: FileFormat,
  payload: AsyncIterable<Buffer>,
  { submission, columns }: RecordForm,
  mapping: ColumnMapping,
): AsyncGenerator<Entry> {
  if (format === 'ndjson') return ndjsonEntries(payload);
  if (!columns) throw new Error(`${format} holds no such records`);
  const plan: PlanColumns = (headings) => planColumns(submission, columns, mapping, headings);
  switch (format) {
    case 'csv':
      return delimitedEntries(payload, plan);
    case 'tsv':
      return delimitedEntries(payload, plan, '\t');
    case 'xlsx':
      return workbookEntries(payload, plan);
  }
}
