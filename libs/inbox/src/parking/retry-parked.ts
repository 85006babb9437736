import { setTimeout as pause } from 'node:timers/promises';
import type { LogMessage, LogStretch } from '@satudata/event-log';
import { backoff, WHOLE_PROVINCE, type ScopedDatabase } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { classify } from '../events/classify.js';
import type { Projection } from '../events/projection.js';
import { lockPosition, type PartitionOfConsumer } from '../position/position.js';
import { causeOfFailure, remedyFor } from '../step-one/failure.js';
import { forConsumer } from '../todo/todo.js';
import { storable } from './parking.js';
import { noteCause, parkedRows, unpark, type ParkedRow } from './parked-sequences.js';

/** Reads a stretch again, from the first message that the log still holds; rejects while the broker is away. */
export type ReadStretch = (stretch: LogStretch, onMessage: (message: LogMessage) => void) => Promise<void>;

export interface RetryParts {
  readonly database: ScopedDatabase;
  readonly readStretch: ReadStretch;
  /** Called after each commit: there may be work for step 2. */
  readonly afterCommit: () => void;
}

/** How many parked events were applied, and how many sequences are parked still. */
export interface Retried {
  readonly applied: number;
  readonly stuck: number;
}

/** Events read again at once; their values are in memory meanwhile. */
const MOST_ROWS = 500;
/** A store that is away for longer is told to whoever asked. */
const TRIES = 5;

const GONE = 'the log no longer holds it';

/**
 * Applies parked sequences from their first event, in the order of the log, and stops at the first that still cannot
 * be applied. The position of the partition is locked meanwhile: an event of the key that comes in waits, and is
 * parked behind them if the retry fails.
 */
export class RetryParked {
  constructor(private readonly parts: RetryParts) {}

  async retry(at: PartitionOfConsumer, projection: Projection, keys: readonly string[]): Promise<Retried> {
    const open = new Set(keys);
    let [applied, stuck] = [0, 0];
    for (;;) {
      const rows = await this.inScope((manager) => parkedRows(manager, at, [...open], MOST_ROWS));
      if (rows.length === 0) return { applied, stuck };
      const messages = await this.read(at, rows);
      for (const [key, sequence] of byKey(rows)) {
        const end = await this.applySequence(at, projection, sequence, messages);
        applied += end.applied;
        if (!end.isStuck) continue;
        open.delete(key);
        stuck += 1;
      }
    }
  }

  private async read(at: PartitionOfConsumer, rows: readonly ParkedRow[]): Promise<Map<string, LogMessage>> {
    const wanted = new Set(rows.map(({ offset }) => offset));
    const found = new Map<string, LogMessage>();
    const [first, last] = [rows[0], rows.at(-1)];
    if (!first || !last) return found;
    const stretch = { ...at, from: BigInt(first.offset), to: BigInt(last.offset) + 1n };
    await this.parts.readStretch(stretch, (message) => {
      if (wanted.has(message.offset)) found.set(message.offset, message);
    });
    return found;
  }

  private async applySequence(
    at: PartitionOfConsumer,
    projection: Projection,
    rows: readonly ParkedRow[],
    messages: ReadonlyMap<string, LogMessage>,
  ): Promise<SequenceEnd> {
    const whole = rows.flatMap(({ offset }) => messages.get(offset) ?? []);
    if (whole.length < rows.length)
      return this.leave(
        at,
        rows.find(({ offset }) => !messages.has(offset)),
        GONE,
      );
    try {
      return await this.applyPatiently(at, projection, whole);
    } catch (error) {
      if (whole.length === 1) return this.leave(at, rows[0], causeOfFailure(error));
      return this.applyOneByOne(at, projection, rows, messages);
    }
  }

  /** Something in the sequence is refused: what stands before it is applied all the same. */
  private async applyOneByOne(
    at: PartitionOfConsumer,
    projection: Projection,
    rows: readonly ParkedRow[],
    messages: ReadonlyMap<string, LogMessage>,
  ): Promise<SequenceEnd> {
    let applied = 0;
    for (const row of rows) {
      const end = await this.applySequence(at, projection, [row], messages);
      applied += end.applied;
      if (end.isStuck) return { applied, isStuck: true };
    }
    return { applied, isStuck: false };
  }

  private async leave(at: PartitionOfConsumer, row: ParkedRow | undefined, cause: string): Promise<SequenceEnd> {
    if (row) await this.inScope((manager) => noteCause(manager, at, row.offset, cause));
    return { applied: 0, isStuck: true };
  }

  /** @throws what waiting does not mend */
  private async applyPatiently(
    at: PartitionOfConsumer,
    projection: Projection,
    run: readonly LogMessage[],
  ): Promise<SequenceEnd> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const end = await this.inScope((manager) => applyRun(manager, at, projection, run), forConsumer(at.consumer));
        if (end.applied > 0) this.parts.afterCommit();
        return end;
      } catch (error) {
        if (remedyFor(error, attempt).kind !== 'again' || attempt >= TRIES) throw error;
        await pause(backoff(attempt));
      }
    }
  }

  private inScope<T>(
    work: (manager: EntityManager) => Promise<T>,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    return this.parts.database.inScope(WHOLE_PROVINCE, work, settings);
  }
}

interface SequenceEnd {
  readonly applied: number;
  readonly isStuck: boolean;
}

async function applyRun(
  manager: EntityManager,
  at: PartitionOfConsumer,
  projection: Projection,
  run: readonly LogMessage[],
): Promise<SequenceEnd> {
  await lockPosition(manager, at);
  const still = await stillParked(manager, at, run);
  // The time of a fact is that of its message in the log, as a store that is built anew will find it.
  const { facts, parked } = classify({
    at,
    messages: still,
    projection,
    waitingKeys: new Set(),
    discarded: new Set(),
    appendedAt: 0,
  });
  if (facts.length > 0) await projection.fold(manager, facts);
  const failed = new Set(parked.map(({ offset }) => offset));
  const done = still.filter(({ offset }) => !failed.has(offset)).map(({ offset }) => offset);
  await unpark(manager, at, done);
  const [first] = parked;
  if (first) await noteCause(manager, at, first.offset, first.cause.sentence);
  return { applied: done.length, isStuck: parked.length > 0 };
}

/** Somebody else may have retried or discarded the same sequence since it was read. */
async function stillParked(
  manager: EntityManager,
  at: PartitionOfConsumer,
  run: readonly LogMessage[],
): Promise<LogMessage[]> {
  const keys = [...new Set(run.map(({ key }) => key))];
  const rows = await parkedRows(manager, at, keys.map(storable), run.length);
  const parked = new Set(rows.map(({ offset }) => offset));
  return run.filter(({ offset }) => parked.has(offset));
}

function byKey(rows: readonly ParkedRow[]): Map<string, ParkedRow[]> {
  const sequences = new Map<string, ParkedRow[]>();
  for (const row of rows) sequences.set(row.key, [...(sequences.get(row.key) ?? []), row]);
  return sequences;
}
