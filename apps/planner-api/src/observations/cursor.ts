import { fromOpaque, toOpaque } from '../query/opaque.js';
import { QueryErrors } from '../query/query-errors.js';
import { fingerprintOf } from './normal-form.js';
import type { ObservationQuery } from './observation-query.js';
import type { Place } from './order.js';

export function cursorAfter(query: ObservationQuery, { region, members, value }: Place): string {
  return toOpaque([fingerprintOf(query), region, members, value]);
}

/** The place after which to go on; undefined for the first page. @throws Problem `invalid-query` for a foreign cursor */
export function placeAtCursor(query: ObservationQuery): Place | undefined {
  if (query.cursor === undefined) return undefined;
  const place = readCursor(fromOpaque(query.cursor), fingerprintOf(query));
  if (place) return place;
  const errors = new QueryErrors();
  errors.add('cursor', 'cursor.invalid');
  errors.throwIfAny();
  return undefined;
}

function readCursor(content: unknown, fingerprint: string): Place | undefined {
  if (!Array.isArray(content) || content[0] !== fingerprint) return undefined;
  const [, region, members, value] = content as unknown[];
  if (typeof region !== 'string' || !isTextList(members)) return undefined;
  return value === null || typeof value === 'number' ? { region, members, value } : undefined;
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
