import type { QueryErrors } from './query-errors.js';

/** The most rows one answer may be limited to, which is also the most cells it may have. */
const LARGEST_LIMIT = 50_000;

/** `a,b,a` -> `a`, `b`. */
export function listOf(text: string): string[] {
  return [...new Set(text.split(',').map((part) => part.trim()))];
}

/** The one of `allowed` that was written; `later` are values the grammar knows and this version does not serve. */
export function choiceOf<Value extends string>(
  parameter: string,
  written: string,
  allowed: readonly Value[],
  errors: QueryErrors,
  later: readonly string[] = [],
): Value | undefined {
  const value = allowed.find((candidate) => candidate === written);
  if (value !== undefined) return value;
  if (later.includes(written)) errors.add(parameter, 'not-available-yet', written);
  else errors.add(parameter, 'value.unknown', written, allowed);
  return undefined;
}

export function limitOf(written: string | undefined, errors: QueryErrors): number | undefined {
  if (written === undefined) return undefined;
  const limit = /^\d{1,5}$/.test(written) ? Number(written) : 0;
  if (limit >= 1 && limit <= LARGEST_LIMIT) return limit;
  errors.add('limit', 'limit.range', written);
  return undefined;
}
