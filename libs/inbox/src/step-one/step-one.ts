import type { LogBatch, LogMessage } from '@satudata/event-log';
import { faultPoint, WHOLE_PROVINCE, type Logger, type ScopedDatabase } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { classify, type ParkedMessage } from '../events/classify.js';
import type { ParkCause } from '../events/park-cause.js';
import type { FoldOutcome, Projection } from '../events/projection.js';
import { countApplied, countBugs } from '../metrics/metrics.js';
import { discardedOffsets } from '../parking/discarded.js';
import { park, waitingKeys } from '../parking/parking.js';
import { chunksOf } from '../position/chunks.js';
import { fitToPosition } from '../position/fit-to-position.js';
import { lockPosition, movePosition, type PartitionOfConsumer } from '../position/position.js';
import { workFor } from '../todo/todo.js';
import { endWithin, limitTransaction } from './deadline.js';
import { remedyFor } from './failure.js';
import { backoff, waitAlive } from './patience.js';

export interface StepOneParts {
  readonly consumer: string;
  readonly database: ScopedDatabase;
  readonly logger: Logger;
  /** An attempt that takes longer hangs, milliseconds; as long as the group waits for a silent member. */
  readonly attemptWithinMs: number;
  /** Called after each commit: there may be work for step 2. */
  readonly afterCommit: () => void;
}

/** How a chunk ended: `gap` names the offset from which to read again. */
export type ChunkEnd =
  { readonly kind: 'applied' } | { readonly kind: 'left' } | { readonly kind: 'gap'; readonly readFrom: bigint };

const APPLIED: ChunkEnd = { kind: 'applied' };

/**
 * One transaction per chunk: facts folded, poison parked, position moved, all or nothing. A chunk delivered twice is
 * applied once; one that waits for the database is never skipped.
 */
export class StepOne {
  constructor(private readonly parts: StepOneParts) {}

  /** @throws what neither waiting nor parking can mend */
  async apply(batch: LogBatch, projection: Projection): Promise<ChunkEnd> {
    for (const messages of chunksOf(batch.messages)) {
      if (batch.isStale()) return { kind: 'left' };
      const end = await this.applyPatiently(batch, projection, messages);
      if (end.kind !== 'applied') return end;
      await batch.heartbeat();
    }
    return APPLIED;
  }

  private async applyPatiently(
    batch: LogBatch,
    projection: Projection,
    messages: readonly LogMessage[],
  ): Promise<ChunkEnd> {
    for (let attempt = 0; !batch.isStale(); attempt += 1) {
      try {
        return await this.commit(batch, projection, messages);
      } catch (error) {
        const remedy = remedyFor(error, attempt);
        if (remedy.kind === 'give-up') throw error;
        if (remedy.kind === 'isolate') return this.isolate(batch, projection, messages, remedy.cause);
        this.parts.logger.warn({ err: error, topic: batch.topic, partition: batch.partition, attempt }, 'trying again');
        await waitAlive(backoff(attempt), batch);
      }
    }
    return { kind: 'left' };
  }

  /** Halves the chunk until the refused message stands alone, and parks only that one. */
  private async isolate(
    batch: LogBatch,
    projection: Projection,
    messages: readonly LogMessage[],
    cause: ParkCause,
  ): Promise<ChunkEnd> {
    if (messages.length === 1) return this.commit(batch, projection, messages, cause);
    const middle = Math.ceil(messages.length / 2);
    const end = await this.applyPatiently(batch, projection, messages.slice(0, middle));
    return end.kind === 'applied' ? this.applyPatiently(batch, projection, messages.slice(middle)) : end;
  }

  private async commit(
    batch: LogBatch,
    projection: Projection,
    messages: readonly LogMessage[],
    refusal?: ParkCause,
  ): Promise<ChunkEnd> {
    const at = { consumer: this.parts.consumer, topic: batch.topic, partition: batch.partition };
    const attempt = this.parts.database.inScope(WHOLE_PROVINCE, async (manager) => {
      await limitTransaction(manager, this.parts.attemptWithinMs);
      return applyOnce(manager, at, projection, messages, refusal);
    });
    const result = await endWithin(this.parts.attemptWithinMs, attempt);
    await faultPoint('inbox.afterCommit');
    if (result.end.kind === 'applied') this.parts.afterCommit();
    if (result.done) this.tell(at, result.done);
    return result.end;
  }

  private tell(at: PartitionOfConsumer, { parked, ...counts }: Done): void {
    countApplied(at, { ...counts, parked: parked.length });
    const bugs = parked.filter(({ cause }) => 'bug' in cause);
    const [first] = bugs;
    if (!first) return;
    countBugs(at, bugs.length);
    const where = { topic: at.topic, partition: at.partition, offset: first.offset };
    this.parts.logger.error({ ...where, err: first.cause.bug }, 'events are parked because of a bug');
  }
}

interface Attempt {
  readonly end: ChunkEnd;
  readonly done?: Done;
}

interface Done extends FoldOutcome {
  readonly parked: readonly ParkedMessage[];
  readonly appendedAt: number;
}

async function applyOnce(
  manager: EntityManager,
  at: PartitionOfConsumer,
  projection: Projection,
  messages: readonly LogMessage[],
  refusal: ParkCause | undefined,
): Promise<Attempt> {
  const position = await lockPosition(manager, at);
  const fit = fitToPosition(messages, position.next);
  if (fit.kind === 'past') return { end: APPLIED };
  if (fit.kind === 'gap') return { end: { kind: 'gap', readFrom: position.next } };
  const waiting = await waitingKeys(manager, at, [...new Set(fit.messages.map(({ key }) => key))]);
  const { facts, parked, appendedAt } = classify({
    at,
    messages: fit.messages,
    projection,
    waitingKeys: waiting,
    discarded: await discardedOffsets(manager, at, stretchOf(fit.messages)),
    appendedAt: position.appendedAt,
    refusal,
  });
  await workFor(manager, at.consumer);
  await park(manager, at, parked);
  await faultPoint('inbox.afterPark');
  const outcome = facts.length > 0 ? await projection.fold(manager, facts) : { applied: 0, stale: 0 };
  await faultPoint('inbox.afterFold');
  await movePosition(manager, at, position.next, { next: offsetAfter(fit.messages), appendedAt });
  await faultPoint('inbox.afterMove');
  return { end: APPLIED, done: { ...outcome, parked, appendedAt } };
}

function stretchOf(messages: readonly LogMessage[]): { first: string; last: string } {
  return { first: messages[0]?.offset ?? '0', last: messages.at(-1)?.offset ?? '0' };
}

function offsetAfter(messages: readonly LogMessage[]): bigint {
  return BigInt(messages.at(-1)?.offset ?? 0) + 1n;
}
