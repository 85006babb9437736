/** Where a record counts: the leaf values of a cube in the order of its columns, the village first. */
export type Cell = readonly string[];

/** What a record adds to its cube at one version. */
export interface Contribution {
  readonly version: number;
  readonly cell: Cell;
  readonly counted: boolean;
}

/** A version of a record, as far as a cube is concerned. */
export interface Countable extends Contribution {
  /** Identity of the record. */
  readonly key: string;
  /** Civil date (WIB) from which it is so. */
  readonly validOn: string;
  /** Broker's time, milliseconds since 1970. */
  readonly knownAt: number;
}

export interface Delta {
  readonly cell: Cell;
  readonly count: number;
  readonly validOn: string;
  readonly knownAt: number;
}

export interface Counted {
  /** Summed per cell and moment; never 0. */
  readonly deltas: readonly Delta[];
  /** Versions newer than what was stored; the others change nothing. */
  readonly applied: number;
}

/**
 * Takes back what each record contributed and adds what it contributes now, version by version: the sums at any date
 * must not depend on how the log was cut into batches.
 */
export function count(facts: readonly Countable[], stored: ReadonlyMap<string, Contribution>): Counted {
  const sums = new DeltaSums();
  const moved = new Map<string, Contribution>();
  let applied = 0;
  for (const fact of facts) {
    const before = moved.get(fact.key) ?? stored.get(fact.key);
    if (before && before.version >= fact.version) continue;
    applied += 1;
    moved.set(fact.key, fact);
    if (before?.counted) sums.add(before.cell, fact, -1);
    if (fact.counted) sums.add(fact.cell, fact, 1);
  }
  return { deltas: sums.deltas(), applied };
}

class DeltaSums {
  private readonly sums = new Map<string, Delta>();

  add(cell: Cell, { validOn, knownAt }: Countable, by: number): void {
    const name = [...cell, validOn, knownAt].join(' ');
    const count = (this.sums.get(name)?.count ?? 0) + by;
    this.sums.set(name, { cell, count, validOn, knownAt });
  }

  deltas(): Delta[] {
    return [...this.sums.values()].filter(({ count }) => count !== 0);
  }
}

/** UTC+7 without daylight saving: a birth at 23:00Z is tomorrow's in Lampung. */
const WIB_MS = 7 * 3_600_000;

/** The civil date in Lampung of an instant. */
export function civilDateInLampung(instant: string): string {
  return new Date(Date.parse(instant) + WIB_MS).toISOString().slice(0, 10);
}
