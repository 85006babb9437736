import type { FileRule } from './rule-words.js';

/** Why a file cannot be read as what it claims to be; `column` counts from 1, `field` is a path such as `residence.since`. */
export interface FileFault {
  readonly rule: FileRule;
  readonly column?: number;
  readonly field?: string;
}

/** The file as a whole cannot be read: none of its records are known. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';

  constructor(readonly faults: readonly FileFault[]) {
    super(faults.map(({ rule }) => rule).join());
  }
}
