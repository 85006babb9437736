/** How fast a run comes on, since this process took it up. */
export class Headway {
  private first: { readonly done: bigint; readonly at: number } | undefined;
  /** Events a second, as measured last. */
  last = 0;

  /** @param done events applied so far @param now milliseconds, of any origin @returns events a second */
  at(done: bigint, now = performance.now()): number {
    this.first ??= { done, at: now };
    const seconds = (now - this.first.at) / 1000;
    if (seconds > 0) this.last = Number(done - this.first.done) / seconds;
    return this.last;
  }
}

/** Whole seconds until all is done at this rate; null while that cannot be known. */
export function remainingSeconds(run: {
  readonly eventsDone: string;
  readonly eventsTotal: string;
  readonly eventsPerSecond: number | null;
}): number | null {
  const left = Number(BigInt(run.eventsTotal) - BigInt(run.eventsDone));
  if (left <= 0) return 0;
  return run.eventsPerSecond ? Math.ceil(left / run.eventsPerSecond) : null;
}
