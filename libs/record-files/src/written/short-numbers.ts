import type { WrittenValue } from './written-value.js';

/** RT and RW without the zeros before them: `3` is 003. */
export function readThreeDigits(value: unknown): WrittenValue | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const bare = String(value).trim();
  if (!/^\d{1,3}$/.test(bare)) return undefined;
  if (value === bare && bare.length === 3) return undefined;
  return { value: bare.padStart(3, '0'), rule: 'written.short' };
}
