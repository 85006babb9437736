import type { FileRule } from '../rule-words.js';

/** How one value is read: as something else, for a reason to tell; or not at all, since what it meant is lost. */
export type WrittenValue = { readonly value: string; readonly rule: FileRule } | { readonly lost: FileRule };

/** Reads a value as people write it; undefined: it says itself what it is, or nothing can be made of it. */
export type ReadWritten = (value: unknown) => WrittenValue | undefined;
