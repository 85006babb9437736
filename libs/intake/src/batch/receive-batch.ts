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
import {
  entriesOf,
  readEntry,
  type ColumnMapping,
  type Entry,
  type FileFormat,
  type ReadEntry,
  type Remark,
} from '@satudata/record-files';
import type { EntityManager } from 'typeorm';
import { asCaller } from '../as-caller.js';
import type { Allowance } from '../budget/rate-limit-fields.js';
import type { RecordBudget } from '../budget/record-budget.js';
import type { Taker } from '../taker.js';
import { rejected, type Verdict } from '../verdict.js';
import type { Batch } from './batch.js';
import { chainOf } from './chain.js';
import { claimBatch, keepHold, releaseHold } from './claim.js';
import { commitChunk, type JudgedEntry } from './commit-chunk.js';
import { batchEnded } from './ended-batch.js';
import { finishBatch } from './finish-batch.js';
import { inGroups } from './in-groups.js';
import { oneBehind } from './one-behind.js';
import { uncommitted } from './uncommitted.js';

/** Records decided in one transaction; also where the rolling hash is cut, so it may not change for running batches. */
const CHUNK_RECORDS = 1_000;
const HOLD_RENEWAL_MS = 3_000;
const COLLISION_TRIES = 5;

export interface Reception<Submission extends object> {
  readonly taker: Taker<Submission>;
  readonly caller: Caller;
  readonly key: string;
  readonly format: FileFormat;
  readonly mapping: ColumnMapping;
  readonly payload: AsyncIterable<Buffer>;
  /** The bytes in which the payload came. */
  readonly content: ReceivedContent;
  readonly traceparent?: string;
  /** What is left of the client's budget after a chunk. */
  readonly onCharged: (allowance: Allowance) => void;
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
    private readonly budget: RecordBudget,
    private readonly reception: Reception<Submission>,
  ) {}

  async receive(): Promise<Batch> {
    const { caller, key, taker, format, mapping } = this.reception;
    const identity = { client: caller.client, key, entity: taker.entity };
    const batch = await this.inScope((manager) =>
      claimBatch(manager, identity, { batch: randomUUID(), holder: this.holder }),
    );
    await faultPoint('intake.afterClaim');
    const cut = inGroups(entriesOf(format, this.hashed(), taker, mapping), CHUNK_RECORDS);
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

  private async answerAgain(batch: Batch, groups: AsyncIterable<Entry[]>): Promise<Batch> {
    let chain = '';
    for await (const group of groups) chain = chainOf(chain, group);
    // The same bytes under another mapping are other records.
    if (this.digest.digest('hex') !== batch.digest || chain !== batch.chain) throw new Problem('key-reused');
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

  private async goOn(batch: Batch, groups: AsyncIterable<Entry[]>): Promise<Batch> {
    // While one chunk is being committed the next is read and checked: two chunks in memory, never more.
    let committing: Promise<void> = Promise.resolve();
    try {
      for await (const { entries, chain } of uncommitted(batch, groups)) {
        const chunk = { batch: batch.id, chain, entries: entries.map((entry) => this.read(entry)) };
        await committing;
        committing = this.commit(chunk);
        committing.catch(() => undefined);
      }
    } finally {
      await committing;
    }
    return this.finish(batch.id);
  }

  private read(entry: Entry): PendingEntry<Submission> {
    const { line, lastLine } = entry;
    return { line, lastLine, read: readEntry(entry, this.reception.taker.submission) };
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
    const { batch, chain } = chunk;
    const judged = await this.decide(manager, chunk);
    await faultPoint('intake.afterDecide');
    await commitChunk(manager, { batch, holder: this.holder, chain, judged });
    const { caller, onCharged } = this.reception;
    onCharged(await this.budget.charge(manager, caller.client, judged.length));
    await faultPoint('intake.afterVerdicts');
  }

  /** Records refused in form keep their place among the decided ones. */
  private async decide(manager: EntityManager, chunk: PendingChunk<Submission>): Promise<JudgedEntry[]> {
    const { taker, caller, traceparent } = this.reception;
    const submissions = chunk.entries.flatMap(({ read }) => (read.ok ? [read.submission] : []));
    const now = await beginOf(manager);
    const context = { scope: caller.scope, now, batch: chunk.batch, ...(traceparent && { traceparent }) };
    const decided = submissions.length > 0 ? await taker.take(manager, submissions, context) : [];
    let next = 0;
    return chunk.entries.map(({ line, lastLine, read }) => {
      const verdict = read.ok ? decided[next++] : rejected(...read.errors);
      if (!verdict) throw new Error('a taker must give one verdict per submission');
      return { line, lastLine, verdict: read.ok ? withWarnings(verdict, read.warnings) : verdict };
    });
  }

  private async finish(id: string): Promise<Batch> {
    const { caller, traceparent } = this.reception;
    const digests = { payload: this.digest.digest('hex'), received: this.reception.content.sha256 };
    const batch = await this.inScope(async (manager) => {
      const finished = await finishBatch(manager, id, this.holder, digests);
      const region = caller.scope.regions[0] ?? '';
      await this.outbox.publish(manager, [[batchEnded(finished, region)]], { traceparent });
      await faultPoint('intake.afterFinish');
      return finished;
    });
    await faultPoint('intake.beforeAnswer');
    this.outbox.wake();
    return batch;
  }

  private inScope<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return asCaller(this.database, this.reception.caller, work);
  }
}

interface PendingEntry<Submission> extends Pick<Entry, 'line' | 'lastLine'> {
  readonly read: ReadEntry<Submission>;
}

interface PendingChunk<Submission> {
  readonly batch: string;
  readonly chain: string;
  readonly entries: readonly PendingEntry<Submission>[];
}

/** What was read otherwise than written is told before what is odd about it. */
function withWarnings(verdict: Verdict, warnings: readonly Remark[]): Verdict {
  return warnings.length === 0 ? verdict : { ...verdict, warnings: [...warnings, ...verdict.warnings] };
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
