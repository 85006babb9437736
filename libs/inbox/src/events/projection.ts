import type { DecodedEvent } from '@satudata/event-log';
import type { EntityManager } from 'typeorm';

/** An event with its place in the log. */
export interface HeardEvent extends DecodedEvent {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string;
  /** Running maximum of the broker's append times in this partition, milliseconds since 1970. */
  readonly knownAt: number;
}

export interface FoldOutcome {
  readonly applied: number;
  /** Repeats and events older than what is stored: they change nothing. */
  readonly stale: number;
}

/** What a consumer makes of one topic. Handler methods return it; the inbox does the rest. */
export interface Projection<Fact = unknown> {
  /**
   * What the event says to this consumer. Pure.
   * @throws UndecodableEvent when the record cannot be understood; its message must hold no personal data
   */
  understand(event: HeardEvent): Fact;
  /**
   * Step 1. Folds facts, in the order of the log, inside the transaction that also moves the position.
   * Told the same twice, the store must be as if told once.
   */
  fold(manager: EntityManager, facts: readonly Fact[]): Promise<FoldOutcome>;
}
