import type { LogBatch } from '@satudata/event-log';
import { backoff, faultPoint, WHOLE_PROVINCE, type Logger, type ScopedDatabase } from '@satudata/service-kit';
import type { ParkCause } from '../events/park-cause.js';
import type { Projection } from '../events/projection.js';
import { countApplied, countBugs, noteLag } from '../metrics/metrics.js';
import type { TopicOfConsumer } from '../position/position.js';
import { forConsumer } from '../todo/todo.js';
import { APPLIED, applyChunks, type ChunkEnd, type Done } from './apply-chunks.js';
import { chunksOf, type Chunk } from './chunk.js';
import { endWithin, limits } from './deadline.js';
import { remedyFor } from './failure.js';
import { Gathering } from './gathering.js';
import { waitAlive } from './wait-alive.js';

export interface StepOneParts {
  readonly consumer: string;
  readonly database: ScopedDatabase;
  readonly logger: Logger;
  /** An attempt that takes longer hangs, milliseconds; as long as the group waits for a silent member. */
  readonly attemptWithinMs: number;
  /** Called after each commit: there may be work for step 2. */
  readonly afterCommit: () => void;
}

/**
 * One transaction per chunk, or for several that wait together: facts folded, poison parked, positions moved, all or
 * nothing. A chunk delivered twice is applied once; one that waits for the database is never skipped.
 */
export class StepOne {
  private readonly gathering = new Gathering((projection, chunks) => this.applyTogether(projection, chunks));

  constructor(private readonly parts: StepOneParts) {}

  /** @throws what neither waiting nor parking can mend */
  async apply(batch: LogBatch, projection: Projection): Promise<ChunkEnd> {
    for (const chunk of chunksOf(batch)) {
      const end = await this.gathering.take(chunk, projection);
      if (end.kind !== 'applied') return end;
      await batch.heartbeat();
    }
    return APPLIED;
  }

  /** What cannot be applied together is applied one by one: the others must not wait for the one that fails. */
  private async applyTogether(projection: Projection, chunks: readonly Chunk[]): Promise<ChunkEnd[]> {
    if (chunks.length > 1 && !chunks.some(({ batch }) => batch.isStale())) {
      try {
        return [...(await this.commit(projection, chunks))];
      } catch (error) {
        if (remedyFor(error, 0).kind === 'give-up') throw error;
      }
    }
    const ends: ChunkEnd[] = [];
    for (const chunk of chunks) ends.push(await this.applyPatiently(projection, chunk));
    return ends;
  }

  private async applyPatiently(projection: Projection, chunk: Chunk): Promise<ChunkEnd> {
    const { batch } = chunk;
    for (let attempt = 0; !batch.isStale(); attempt += 1) {
      try {
        return await this.commitOne(projection, chunk);
      } catch (error) {
        const remedy = remedyFor(error, attempt);
        if (remedy.kind === 'give-up') throw error;
        if (remedy.kind === 'isolate') return this.isolate(projection, chunk, remedy.cause);
        this.parts.logger.warn({ err: error, topic: batch.topic, partition: batch.partition, attempt }, 'trying again');
        await waitAlive(backoff(attempt), batch);
      }
    }
    return { kind: 'left' };
  }

  /** Halves the chunk until the refused message stands alone, and parks only that one. */
  private async isolate(projection: Projection, { batch, messages }: Chunk, cause: ParkCause): Promise<ChunkEnd> {
    if (messages.length === 1) return this.commitOne(projection, { batch, messages }, cause);
    const middle = Math.ceil(messages.length / 2);
    const end = await this.applyPatiently(projection, { batch, messages: messages.slice(0, middle) });
    if (end.kind !== 'applied') return end;
    return this.applyPatiently(projection, { batch, messages: messages.slice(middle) });
  }

  private async commitOne(projection: Projection, chunk: Chunk, refusal?: ParkCause): Promise<ChunkEnd> {
    const [end] = await this.commit(projection, [chunk], refusal);
    return end ?? APPLIED;
  }

  private async commit(
    projection: Projection,
    chunks: readonly Chunk[],
    refusal?: ParkCause,
  ): Promise<readonly ChunkEnd[]> {
    const { consumer, database, attemptWithinMs } = this.parts;
    const at = { consumer, topic: chunks[0]?.batch.topic ?? '' };
    const attempt = database.inScope(
      WHOLE_PROVINCE,
      (manager) => applyChunks(manager, at, projection, chunks, refusal),
      { ...limits(attemptWithinMs), ...forConsumer(consumer) },
    );
    const { ends, done } = await endWithin(attemptWithinMs, attempt);
    await faultPoint('inbox.afterCommit');
    if (done) this.tell(at, done);
    return ends;
  }

  private tell(at: TopicOfConsumer, { parked, moves, ...counts }: Done): void {
    this.parts.afterCommit();
    countApplied(at, { ...counts, parked: parked.length });
    for (const { partition, to } of moves) noteLag({ ...at, partition }, to.appendedAt);
    const bugs = parked.filter(({ cause }) => 'bug' in cause);
    const [first] = bugs;
    if (!first) return;
    countBugs(at, bugs.length);
    const where = { topic: at.topic, partition: first.partition, offset: first.offset };
    this.parts.logger.error({ ...where, err: first.cause.bug }, 'events are parked because of a bug');
  }
}
