import type { Region } from '@satudata/regions';
import { SEXES, type Sex } from '../dimensions/dimensions.js';
import type { Counts, Reading } from '../indicators/indicator.js';
import { indicator } from '../indicators/indicators.js';
import { readIndicator } from '../indicators/read-indicator.js';
import type { ObservationQuery } from './observation-query.js';
import { countsFor, type UnitCounts } from './roll-up.js';

/** One row: a unit, or one member of the split in it. */
export interface ObservationRow {
  readonly region: Region;
  /** One per dimension of `by`. */
  readonly members: readonly string[];
  readonly counts: Counts;
  /** One per indicator. */
  readonly readings: readonly Reading[];
}

/** A row for every unit and member, whether or not anything was counted there. */
export function rowsOf(
  query: ObservationQuery,
  units: readonly Region[],
  sums: ReadonlyMap<string, UnitCounts>,
): ObservationRow[] {
  const splits = splitsOf(query);
  return units.flatMap((region) =>
    splits.map(({ members, sexes }) => {
      const counts = countsFor(sums.get(region.code) ?? {}, sexes);
      return { region, members, counts, readings: readingsOf(query, counts) };
    }),
  );
}

export function readingsOf({ indicators }: ObservationQuery, counts: Counts): Reading[] {
  return indicators.map((id) => readIndicator(indicator(id), counts));
}

/** The sexes that `where` leaves; a dimension that is not named is summed. */
export function sexesOf({ where }: ObservationQuery): readonly Sex[] {
  return SEXES.filter((sex) => where.sex?.includes(sex) ?? true);
}

function splitsOf(query: ObservationQuery): { members: string[]; sexes: readonly Sex[] }[] {
  const sexes = sexesOf(query);
  return query.by.includes('sex') ? sexes.map((sex) => ({ members: [sex], sexes: [sex] })) : [{ members: [], sexes }];
}
