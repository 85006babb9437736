import type { Class, ColumnNames } from '@satudata/contracts';
import type { Cell, Remark } from '../entry.js';
import { UnreadableFile, type FileFault } from '../unreadable-file.js';
import { fieldPaths, type FieldPath } from './field-paths.js';
import { REASONS } from '../rejected/reasons.js';
import { foldHeading } from './fold-heading.js';
import type { ColumnMapping } from './mapping.js';

/** How rows of one file become records. */
export interface ColumnPlan {
  readonly width: number;
  /** What the sender is told of the file as a whole. */
  readonly remarks: readonly Remark[];
  /** What decides the reading besides headings and cells. */
  readonly fingerprint: Buffer;
  /** Cells, as many as `width` or fewer, are text without blanks around it, or numbers; empty ones are absent fields. */
  toRecord(cells: readonly Cell[]): object;
}

/** How the columns of a file are understood, once its headings are known. */
export type PlanColumns = (headings: readonly string[]) => ColumnPlan;

type Column =
  | { readonly is: 'field'; readonly field: FieldPath }
  | { readonly is: 'region-level'; readonly level: number }
  | { readonly is: 'never-shared' | 'unused' | 'reasons' };

/** Digits of each level of a region code: province, regency, district, village. */
const LEVEL_DIGITS = [2, 2, 2, 4];

/**
 * Understands the headings of a table of records: by field path, by the names of other systems, or by what the
 * sender's mapping says, which goes before.
 * @throws UnreadableFile with every column that is not known or comes twice and every required field without one;
 * columns are told by position, since what stands where headings should be may be a person
 */
export function planColumns(
  type: Class,
  names: ColumnNames,
  mapping: ColumnMapping,
  headings: readonly string[],
): ColumnPlan {
  const fields = new Map(fieldPaths(type).map((field) => [field.path, field]));
  const known = knownHeadings(fields, names, mapping);
  const columns = headings.map((heading) => known.get(foldHeading(heading)));
  const constants = Object.entries(mapping.constants).map(([path, text]) => ({ field: fields.get(path), text }));
  const faults = [
    ...unknownColumns(columns, headings),
    ...doubleColumns(columns),
    ...missingFields(fields, names, columns, mapping),
    ...constants.flatMap(({ field }): FileFault[] => (field ? [] : [{ rule: 'mapping.field' }])),
  ];
  if (faults.length > 0) throw new UnreadableFile(faults);
  const village = fields.get(names.regionCode.path);
  return {
    width: headings.length,
    remarks: remarksOf(columns),
    fingerprint: Buffer.from(`${JSON.stringify(mapping)}\n`),
    toRecord: (cells) => toRecord(columns, constants, village, cells),
  };
}

function knownHeadings(
  fields: ReadonlyMap<string, FieldPath>,
  names: ColumnNames,
  mapping: ColumnMapping,
): Map<string, Column> {
  const known = new Map<string, Column>([[foldHeading(REASONS), { is: 'reasons' }]]);
  const add = (headings: readonly string[], column: Column) =>
    headings.forEach((heading) => known.set(foldHeading(heading), column));
  for (const [path, field] of fields) add([path, ...(names.fields[path] ?? [])], { is: 'field', field });
  names.regionCode.levels.forEach((heading, level) => add([heading], { is: 'region-level', level }));
  add(names.neverShared, { is: 'never-shared' });
  add(names.unused, { is: 'unused' });
  for (const [heading, path] of Object.entries(mapping.columns)) {
    const field = fields.get(path);
    if (!field && path !== '') throw new UnreadableFile([{ rule: 'mapping.field' }]);
    add([heading], field ? { is: 'field', field } : { is: 'unused' });
  }
  return known;
}

function unknownColumns(columns: readonly (Column | undefined)[], headings: readonly string[]): FileFault[] {
  return columns.flatMap((column, at) => {
    if (column) return [];
    return [{ rule: headings[at] === '' ? 'column.nameless' : 'column.unknown', column: at + 1 }];
  });
}

function doubleColumns(columns: readonly (Column | undefined)[]): FileFault[] {
  const seen = new Set<string>();
  return columns.flatMap((column, at) => {
    const what = column?.is === 'field' ? column.field.path : column?.is === 'region-level' ? `${column.level}` : '';
    if (what === '' || !seen.has(what)) return (seen.add(what), []);
    return [{ rule: 'column.twice', column: at + 1 }];
  });
}

function missingFields(
  fields: ReadonlyMap<string, FieldPath>,
  { regionCode }: ColumnNames,
  columns: readonly (Column | undefined)[],
  { constants }: ColumnMapping,
): FileFault[] {
  const given = new Set(Object.keys(constants));
  const levels = new Set<number>();
  for (const column of columns) {
    if (column?.is === 'field') given.add(column.field.path);
    if (column?.is === 'region-level') levels.add(column.level);
  }
  if (levels.size === regionCode.levels.length) given.add(regionCode.path);
  return [...fields.values()]
    .filter(({ isRequired, path }) => isRequired && !given.has(path))
    .map(({ path }) => ({ rule: 'column.missing', field: path }));
}

function remarksOf(columns: readonly (Column | undefined)[]): Remark[] {
  const has = (is: Column['is']) => columns.some((column) => column?.is === is);
  return [
    ...(has('never-shared') ? [{ pointer: '', rule: 'column.never-shared' }] : []),
    ...(has('unused') ? [{ pointer: '', rule: 'column.unused' }] : []),
  ];
}

function toRecord(
  columns: readonly (Column | undefined)[],
  constants: readonly { readonly field: FieldPath | undefined; readonly text: string }[],
  village: FieldPath | undefined,
  cells: readonly Cell[],
): object {
  const record: Nest = {};
  const levels: string[] = [];
  for (const { field, text } of constants) if (field) put(record, field, text);
  columns.forEach((column, at) => {
    const cell = cells[at];
    if (cell === undefined || cell === '') return;
    if (column?.is === 'field') put(record, column.field, cell);
    else if (column?.is === 'region-level')
      levels[column.level] = String(cell).padStart(LEVEL_DIGITS[column.level] ?? 0, '0');
  });
  if (levels.length > 0 && village) put(record, village, levels.join('.'));
  return record;
}

interface Nest {
  [name: string]: Cell | Nest;
}

function put(record: Nest, { steps, isInteger }: FieldPath, cell: Cell): void {
  const last = steps.length - 1;
  let nest = record;
  for (let at = 0; at < last; at += 1) nest = (nest[steps[at] ?? ''] ??= {}) as Nest;
  nest[steps[last] ?? ''] = isInteger && typeof cell === 'string' && /^\d{1,15}$/.test(cell) ? Number(cell) : cell;
}
