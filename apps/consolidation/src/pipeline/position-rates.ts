/** Where every partition stood at a moment; keys name partitions. */
export interface PositionSample {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly next: ReadonlyMap<string, bigint>;
}

/** A rate over less time than this says more about the moment of asking than about the flow. */
const WINDOW_MS = 60_000;

/** How fast positions move, told by samples of the last minute: a member alone would know only its own share. */
export class PositionRates {
  private samples: readonly PositionSample[] = [];

  add(sample: PositionSample): void {
    this.samples = [...this.samples.filter(({ at }) => at >= sample.at - WINDOW_MS), sample];
  }

  /** Events per second of a partition; null until two samples know it. */
  rateOf(partition: string): number | null {
    const known = this.samples.filter(({ next }) => next.has(partition));
    const [first, last] = [known[0], known.at(-1)];
    if (!first || !last || last.at === first.at) return null;
    const moved = Number((last.next.get(partition) ?? 0n) - (first.next.get(partition) ?? 0n));
    return Math.round((moved / (last.at - first.at)) * 10_000) / 10;
  }
}
