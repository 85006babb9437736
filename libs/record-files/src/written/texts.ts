import type { WrittenValue } from './written-value.js';

/** A number in place of a text, as a spreadsheet keeps hamlet 2 or street 12. */
export function readText(value: unknown): WrittenValue | undefined {
  return Number.isSafeInteger(value) ? { value: String(value), rule: 'written.number' } : undefined;
}
