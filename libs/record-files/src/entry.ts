import type { FileRule } from './rule-words.js';

/** What is wrong or odd with a part of a record: a JSON Pointer (RFC 6901; empty: the whole) and the rule's name. */
export interface Remark {
  readonly pointer: string;
  readonly rule: string;
}

/** A record as its sender wrote it, not yet checked, or the rule that says why there is none. */
export type WrittenRecord =
  { readonly plain: unknown; readonly warnings: readonly Remark[] } | { readonly rule: FileRule };

export type Cell = string | number | boolean;

/** A row with the headings of its table. */
export interface TableRow {
  readonly headings: readonly string[];
  /** What stands between the cells in a file of text; undefined: a workbook. */
  readonly delimiter?: string;
  /** Undefined for a row that cannot be taken apart. */
  cells(): readonly Cell[] | undefined;
}

/** One record in a file. */
export interface Entry {
  /** The lines (or rows) it takes up, from 1; most records take one. */
  readonly line: number;
  readonly lastLine: number;
  /** The bytes that it is. */
  readonly raw: Buffer;
  /** With the first record: the bytes before it that decide all of them, such as the headings. */
  readonly preamble?: Buffer;
  /** Where it stands in a table. */
  readonly row?: TableRow;
  read(): WrittenRecord;
}
