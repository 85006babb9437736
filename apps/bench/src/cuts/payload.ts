import { lineOf } from '../invented-persons.js';

export interface Payload {
  readonly mediaType: string;
  readonly text: string;
}

export function ndjsonOf(records: readonly object[]): Payload {
  return { mediaType: 'application/x-ndjson', text: records.map((record) => lineOf(record)).join('') };
}

/** A column for each field that any record holds, headed by its path; every cell between quotes. */
export function csvOf(records: readonly object[]): Payload {
  const rows = records.map((record) => new Map(cellsOf(record, '')));
  const headings = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const lineOfRow = (cells: readonly string[]) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join()}\n`;
  const lines = rows.map((row) => lineOfRow(headings.map((heading) => row.get(heading) ?? '')));
  return { mediaType: 'text/csv', text: [lineOfRow(headings), ...lines].join('') };
}

function cellsOf(value: object, above: string): [path: string, cell: string][] {
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    const path = above + name;
    if (typeof member === 'object' && member !== null) return cellsOf(member, `${path}.`);
    return [[path, String(member)]];
  });
}
