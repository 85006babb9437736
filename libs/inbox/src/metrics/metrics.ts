import { Counter, Gauge } from 'prom-client';
import type { PartitionOfConsumer, TopicOfConsumer } from '../position/position.js';

const events = new Counter({
  name: 'satudata_inbox_events_total',
  help: 'Events heard, by what became of them',
  labelNames: ['topic', 'outcome'],
});

const bugs = new Counter({
  name: 'satudata_inbox_bugs_total',
  help: 'Events parked because our own code failed at them',
  labelNames: ['topic'],
});

const lag = new Gauge({
  name: 'satudata_inbox_lag_seconds',
  help: 'From append in the log to commit in the store, for the last chunk of each partition',
  labelNames: ['topic', 'partition'],
});

export interface AppliedCounts {
  readonly applied: number;
  readonly stale: number;
  readonly parked: number;
}

export function countApplied({ topic }: TopicOfConsumer, counts: AppliedCounts): void {
  for (const outcome of ['applied', 'stale', 'parked'] as const) events.inc({ topic, outcome }, counts[outcome]);
}

/** @param appendedAt of the last message applied, milliseconds since 1970 */
export function noteLag({ topic, partition }: PartitionOfConsumer, appendedAt: number): void {
  lag.set({ topic, partition }, Math.max(0, Date.now() - appendedAt) / 1000);
}

/** Counted from 0 at the start: an alert sees growth only from a value that was told before. */
export function countBugs({ topic }: Pick<PartitionOfConsumer, 'topic'>, count: number): void {
  bugs.inc({ topic }, count);
}
