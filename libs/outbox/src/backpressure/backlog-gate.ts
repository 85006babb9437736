/** Open again only when a fifth of the room is free: a gate that opens at every message sent helps nobody. */
const REOPEN_AT = 0.8;

/** Whether a source must refuse more, judged by what waits now and by whether it refused before. */
export function isFull(waiting: number, limit: number, wasFull: boolean): boolean {
  return waiting >= (wasFull ? limit * REOPEN_AT : limit);
}

/** Closed while more changes wait for the broker than the source may let wait. */
export class BacklogGate {
  private full = false;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly limit: number) {}

  get isOpen(): boolean {
    return !this.full;
  }

  /** Told from time to time how many changes wait. */
  note(waiting: number): void {
    this.full = isFull(waiting, this.limit, this.full);
    if (!this.full) for (const goOn of this.waiting) goOn();
  }

  /** Resolves when the gate is open, with false when it still is not after `within` milliseconds. */
  async opens(within: number): Promise<boolean> {
    if (this.full) await this.next(within);
    return this.isOpen;
  }

  private next(within: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => goOn(), within);
      const goOn = () => {
        clearTimeout(timer);
        this.waiting.delete(goOn);
        resolve();
      };
      this.waiting.add(goOn);
    });
  }
}
