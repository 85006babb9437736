import { SEXES, type Sex } from '../dimensions/dimensions.js';
import type { Counts } from '../indicators/indicator.js';
import type { FamilyCount, PersonCount } from '../read-schema/read-schema.js';

/** What the villages of one unit add up to; a part is absent when none of them ever reported it. */
export interface UnitCounts {
  persons?: Record<Sex, number>;
  families?: number;
}

export interface VillageCounts {
  readonly population: readonly PersonCount[];
  readonly families: readonly FamilyCount[];
}

/** Widths of `18`, `18.09`, `18.09.10` and `18.09.10.2004`: a unit's code is the beginning of its villages' codes. */
const WIDTHS = [2, 5, 8, 13];

/** Sums villages into units of any level; units may overlap, each is summed for itself. */
export function rollUp({ population, families }: VillageCounts, units: readonly string[]): Map<string, UnitCounts> {
  const sums = new Map<string, UnitCounts>(units.map((code) => [code, {}]));
  for (const { village, sex, persons } of population) {
    for (const sum of unitsAbove(village, sums)) {
      sum.persons ??= { L: 0, P: 0 };
      sum.persons[sex] += persons;
    }
  }
  for (const { village, families: count } of families) {
    for (const sum of unitsAbove(village, sums)) sum.families = (sum.families ?? 0) + count;
  }
  return sums;
}

function unitsAbove(village: string, sums: ReadonlyMap<string, UnitCounts>): UnitCounts[] {
  return WIDTHS.flatMap((width) => sums.get(village.slice(0, width)) ?? []);
}

/** The counts of one unit for the sexes chosen. */
export function countsFor({ persons, families }: UnitCounts, sexes: readonly Sex[]): Counts {
  return {
    ...(persons && { persons: sexes.reduce((sum, sex) => sum + persons[sex], 0) }),
    ...(families !== undefined && { families }),
  };
}

/** Several units that do not overlap, as one. */
export function together(units: Iterable<UnitCounts>): UnitCounts {
  const sum: UnitCounts = {};
  for (const { persons, families } of units) {
    if (persons) {
      sum.persons ??= { L: 0, P: 0 };
      for (const sex of SEXES) sum.persons[sex] += persons[sex];
    }
    if (families !== undefined) sum.families = (sum.families ?? 0) + families;
  }
  return sum;
}
