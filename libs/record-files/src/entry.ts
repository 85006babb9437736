import type { FileRule } from './rule-words.js';

/** What is wrong or odd with a part of a record: a JSON Pointer (RFC 6901; empty: the whole) and the rule's name. */
export interface Remark {
  readonly pointer: string;
  readonly rule: string;
}

/** A record as its sender wrote it, not yet checked, or the rule that says why there is none. */
export type WrittenRecord =
  { readonly plain: unknown; readonly warnings: readonly Remark[] } | { readonly rule: FileRule };

/** One record in a file. */
export interface Entry {
  /** The lines (or rows) it takes up, from 1; most records take one. */
  readonly line: number;
  readonly lastLine: number;
  /** The bytes that decide it; those of the first record hold whatever before it decides all of them. */
  readonly raw: Buffer;
  read(): WrittenRecord;
}
