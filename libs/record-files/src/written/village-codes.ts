import type { WrittenValue } from './written-value.js';

const WITHOUT_DOTS = /^(\d{2})(\d{2})(\d{2})(\d{4})$/;

/** A village code without its dots, or as a number. */
export function readVillageCode(value: unknown): WrittenValue | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const parts = WITHOUT_DOTS.exec(String(value).trim());
  return parts ? { value: parts.slice(1).join('.'), rule: 'written.village' } : undefined;
}
