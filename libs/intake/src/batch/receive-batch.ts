import { createHash, randomUUID, type Hash } from 'node:crypto';
import type { Outbox } from '@satudata/outbox';
import {
  beginOf,
  faultPoint,
  isCollision,
  Problem,
  type Caller,
  type ReceivedContent,
  type ScopedDatabase,
} from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { parseLine } from '../lines/parse-line.js';
import { inGroups, splitLines, type Line } from '../lines/split-lines.js';
import type { Taker } from '../taker.js';
import type { Verdict } from '../verdict.js';
import type { Batch } from './batch.js';
import { chainOf } from './chain.js';
import { claimBatch, keepHold, releaseHold } from './claim.js';
import { commitChunk } from './commit-chunk.js';
import { batchFinished, finishBatch } from './finish-batch.js';
import { oneBehind } from './one-behind.js';

/** Lines decided in one transaction; also where the rolling hash is cut, so it may not change for running batches. */
const CHUNK_LINES = 1_000;
/** Ten times the largest lawful record; a chunk of such lines is what a batch may hold in memory, twice. */
const LINE_BYTES = 32 * 1024;
const HOLD_RENEWAL_MS = 3_000;
const COLLISION_TRIES = 5;

export interface Reception<Submission extends object> {
  readonly taker: Taker<Submission>;
  readonly caller: Caller;
  readonly key: string;
  readonly payload: AsyncIterable<Buffer>;
  /** The bytes in which the payload came. */
  readonly content: ReceivedContent;
  readonly traceparent?: string;
}

/** Takes one batch from a stream in bounded memory; sent again after an interruption it goes on where it stopped. */
export class BatchReceiver<Submission extends object> {
  private readonly holder = randomUUID();
  private readonly digest: Hash = createHash('sha256');
  /** Since the last renewal of the hold something came in, or what came in is still being decided. */
  private heard = true;
  private deciding = false;

  constructor(
    private readonly database: ScopedDatabase,
    private readonly outbox: Outbox,
    private readonly reception: Reception<Submission>,
  ) {}

  async receive(): Promise<Batch> {
    const { caller, key, taker } = this.reception;
    const identity = { client: caller.client, key, entity: taker.entity };
    const batch = await this.inScope((manager) =>
      claimBatch(manager, identity, { batch: randomUUID(), holder: this.holder }),
    );
    await faultPoint('intake.afterClaim');
    const cut = inGroups(splitLines(this.hashed(), LINE_BYTES), CHUNK_LINES);
    // Whether the content is the one declared shows at its end: until then there is always a chunk that waits.
    const groups = this.reception.content.isDeclared ? oneBehind(cut) : cut;
    if (batch.status === 'finished') return this.answerAgain(batch, groups);
    return this.whileHeld(batch.id, () => this.goOn(batch, groups));
  }

  private async *hashed(): AsyncGenerator<Buffer> {
    for await (const bytes of this.reception.payload) {
      this.heard = true;
      this.digest.update(bytes);
      yield bytes;
    }
    this.reception.content.requireDeclared();
  }

  private async answerAgain(batch: Batch, groups: AsyncIterable<Line[]>): Promise<Batch> {
    for await (const group of groups) void group;
    if (this.digest.digest('hex') !== batch.digest) throw new Problem('key-reused');
    return batch;
  }

  private async whileHeld<T>(batch: string, work: () => Promise<T>): Promise<T> {
    const renew = () => {
      // A sender that fell silent without closing its connection may be gone: its next try must find the batch free.
      if (!this.heard && !this.deciding) return;
      this.heard = false;
      this.inScope((manager) => keepHold(manager, batch, this.holder)).catch(() => undefined);
    };
    const timer = setInterval(renew, HOLD_RENEWAL_MS);
    try {
      return await work();
    } finally {
      clearInterval(timer);
      await this.inScope((manager) => releaseHold(manager, batch, this.holder)).catch(() => undefined);
    }
  }

  private async goOn(batch: Batch, groups: AsyncIterable<Line[]>): Promise<Batch> {
    let seen = 0;
    let chain = '';
    // While one chunk is being committed the next is read and checked: two chunks in memory, never more.
    let committing: Promise<void> = Promise.resolve();
    try {
      for await (const group of groups) {
        const firstLine = seen + 1;
        seen += group.length;
        chain = chainOf(chain, group);
        if (seen <= batch.committedLines) {
          if (seen === batch.committedLines && chain !== batch.chain) throw new Problem('key-reused');
          continue;
        }
        if (firstLine <= batch.committedLines) throw new Problem('key-reused');
        const chunk = { batch: batch.id, firstLine, chain, parsed: group.map((line) => this.parse(line)) };
        await committing;
        committing = this.commit(chunk);
        committing.catch(() => undefined);
      }
    } finally {
      await committing;
    }
    if (seen < batch.committedLines) throw new Problem('key-reused');
    return this.finish(batch.id);
  }

  private parse(line: Line) {
    return parseLine(line, this.reception.taker.submission);
  }

  private async commit(chunk: PendingChunk<Submission>): Promise<void> {
    this.deciding = true;
    try {
      await this.outbox.room.await();
      await retryCollisions(() => this.inScope((manager) => this.store(manager, chunk)));
    } finally {
      this.deciding = false;
    }
    await faultPoint('intake.afterCommit');
    this.outbox.wake();
  }

  private async store(manager: EntityManager, chunk: PendingChunk<Submission>): Promise<void> {
    const { batch, firstLine, chain } = chunk;
    const verdicts = await this.decide(manager, chunk);
    await faultPoint('intake.afterDecide');
    await commitChunk(manager, { batch, holder: this.holder, firstLine, chain, verdicts });
    await faultPoint('intake.afterVerdicts');
  }

  /** Lines refused in form keep their place among the decided ones. */
  private async decide(manager: EntityManager, chunk: PendingChunk<Submission>): Promise<Verdict[]> {
    const { taker, caller, traceparent } = this.reception;
    const submissions = chunk.parsed.flatMap((line) => (line.ok ? [line.submission] : []));
    const now = beginOf(manager);
    const context = { scope: caller.scope, now, batch: chunk.batch, ...(traceparent && { traceparent }) };
    const decided = submissions.length > 0 ? await taker.take(manager, submissions, context) : [];
    let next = 0;
    return chunk.parsed.map((line) => {
      const verdict = line.ok ? decided[next++] : line.verdict;
      if (!verdict) throw new Error('a taker must give one verdict per submission');
      return verdict;
    });
  }

  private async finish(id: string): Promise<Batch> {
    const { caller, traceparent } = this.reception;
    const digests = { payload: this.digest.digest('hex'), received: this.reception.content.sha256 };
    const batch = await this.inScope(async (manager) => {
      const finished = await finishBatch(manager, id, this.holder, digests);
      const region = caller.scope.regions[0] ?? '';
      await this.outbox.publish(manager, [[batchFinished(finished, region)]], { traceparent });
      await faultPoint('intake.afterFinish');
      return finished;
    });
    await faultPoint('intake.beforeAnswer');
    this.outbox.wake();
    return batch;
  }

  private inScope<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.database.inScope(this.reception.caller.scope, work);
  }
}

interface PendingChunk<Submission> {
  readonly batch: string;
  readonly firstLine: number;
  readonly chain: string;
  readonly parsed: readonly ReturnType<typeof parseLine<Submission & object>>[];
}

/** Two senders may meet at one new identity: the second to commit decides again and sees the first. */
export async function retryCollisions<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isCollision(error) || tries >= COLLISION_TRIES) throw error;
    }
  }
}
