import type { ObservationQuery, Sort } from './observation-query.js';
import type { ObservationRow } from './rows.js';

/** Where a row stands in the order; the value is that of the first indicator. */
export interface Place {
  readonly region: string;
  readonly members: readonly string[];
  readonly value: number | null;
}

export function placeOf({ region, members, readings }: ObservationRow): Place {
  return { region: region.code, members, value: readings[0]?.value ?? null };
}

/** A total order: rows of equal value stand by region and member, rows without a value stand last either way. */
export function comparePlaces(sort: Sort, a: Place, b: Place): number {
  const byName = compareText(a.members.join(), b.members.join());
  switch (sort) {
    case 'region':
      return compareText(a.region, b.region) || byName;
    case '-region':
      return compareText(b.region, a.region) || byName;
    case 'value':
    case '-value':
      return compareValues(sort, a.value, b.value) || compareText(a.region, b.region) || byName;
  }
}

function compareValues(sort: 'value' | '-value', a: number | null, b: number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return sort === 'value' ? a - b : b - a;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export interface Page {
  readonly rows: readonly ObservationRow[];
  /** The place of the last row when more follow. */
  readonly last?: Place;
}

/** The rows after a place. The place itself, not a count, is where to go on: rows that come and go shift nothing. */
export function pageOf({ sort, limit }: ObservationQuery, all: readonly ObservationRow[], after?: Place): Page {
  const ordered = [...all].sort((a, b) => comparePlaces(sort, placeOf(a), placeOf(b)));
  const rest = after ? ordered.filter((row) => comparePlaces(sort, placeOf(row), after) > 0) : ordered;
  const rows = rest.slice(0, limit);
  const lastRow = rows.at(-1);
  return lastRow && rows.length < rest.length ? { rows, last: placeOf(lastRow) } : { rows };
}
