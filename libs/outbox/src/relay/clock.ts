import { backoff, errorFacts, type Logger } from '@satudata/service-kit';
import type { Lease } from './lease.js';
import type { Horizon } from './queue.js';

/** A third of what makes a source late in a reader's eyes, with room for a slow tick. */
const TICK_MS = 5_000;

export interface ClockParts {
  readonly readHorizon: () => Promise<Horizon>;
  /** Tells that everything up to the horizon is in the log; says nothing once the lease has passed on. */
  readonly tell: (horizon: Horizon, lease: Lease) => Promise<void>;
  readonly logger: Logger;
}

/**
 * Tells the time of a source every few seconds, beside the sending: a message that waited for it was late by as much as
 * the broker needs for a dozen questions.
 */
export class Clock {
  private known: Horizon | undefined;
  private dueAt = 0;
  private work: Promise<void> | undefined;
  private failed = 0;

  constructor(private readonly parts: ClockParts) {}

  /** Consecutive failures; 0 when all is well. */
  get failures(): number {
    return this.failed;
  }

  /** What is to be reached next, as far as it is known by now. */
  get horizon(): Horizon | undefined {
    const isDue = !this.known && Date.now() >= this.dueAt;
    if (isDue) this.beside(async () => void (this.known = await this.parts.readHorizon()));
    return this.known;
  }

  /** Everything up to `horizon` was sent, by the holder of `lease`. */
  reached(horizon: Horizon, lease: Lease): void {
    if (horizon !== this.known) return;
    this.beside(async () => {
      await this.parts.tell(horizon, lease);
      this.known = undefined;
      this.dueAt = Date.now() + TICK_MS;
      this.failed = 0;
    });
  }

  /** Resolves once nothing is being read or told. */
  async settled(): Promise<void> {
    await this.work;
  }

  private beside(work: () => Promise<void>): void {
    this.work ??= this.attempt(work).finally(() => (this.work = undefined));
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.failed += 1;
      this.known = undefined;
      this.dueAt = Date.now() + backoff(this.failed);
      this.parts.logger.warn({ err: errorFacts(error), failures: this.failed }, 'clock tick failed, trying again');
    }
  }
}
