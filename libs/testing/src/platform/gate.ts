/** Lets through as much as it has been told to; who wants more waits. */
export class Gate {
  private allowed = 0;
  private waiting: (() => void)[] = [];

  /** From now on the first `count` may pass. */
  allow(count: number): void {
    this.allowed = Math.max(this.allowed, count);
    const woken = this.waiting;
    this.waiting = [];
    for (const wake of woken) wake();
  }

  /** Resolves when number `place`, counted from 1, may pass. */
  async pass(place: number): Promise<void> {
    while (place > this.allowed) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}
