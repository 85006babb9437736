import { setTimeout as pause } from 'node:timers/promises';
import type { OnModuleDestroy } from '@nestjs/common';
import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { LogBatch, LogReader } from '@satudata/event-log';
import { WHOLE_PROVINCE, type Logger, type ScopedDatabase } from '@satudata/service-kit';
import { firstValueFrom } from 'rxjs';
import type { Projection } from '../events/projection.js';
import { ParkedEvents } from '../parking/parked-events.js';
import type { ReadStretch } from '../parking/retry-parked.js';
import { beyondTheEnd, type PartitionNext } from '../position/beyond-the-end.js';
import { openPosition } from '../position/position.js';
import { readInboxState } from '../position/read-positions.js';
import { remedyFor } from '../step-one/failure.js';
import { backoff } from '../step-one/patience.js';
import { StepOne } from '../step-one/step-one.js';
import { TodoWorker, type TodoTask } from '../todo/todo-worker.js';
import { GapWatch } from './gap-watch.js';

export interface InboxParts {
  readonly consumer: string;
  readonly database: ScopedDatabase;
  readonly reader: LogReader;
  readonly tasks: Readonly<Record<string, TodoTask>>;
  readonly logger: Logger;
  /** An attempt to apply a chunk that takes longer hangs, milliseconds; as long as the group waits for a silent member. */
  readonly attemptWithinMs: number;
  /** What is wrong with these topics, one sentence each; rejects while the broker is away. */
  readonly topicDifferences: (topics: readonly string[]) => Promise<string[]>;
  /** The offset that each partition of these topics will give next; rejects while the broker is away. */
  readonly logEnds: (topics: readonly string[]) => Promise<PartitionNext[]>;
  /** Reads what is parked again. */
  readonly readStretch: ReadStretch;
  /** The inbox cannot go on: the process must end, so that a supervisor starts a new one. */
  readonly onFatal: (error: Error) => void;
}

/**
 * How a service hears events: a NestJS transport. `@EventPattern(topic)` methods register, each returning the
 * projection of its topic; they are asked once, at the start. What NestJS would do per message (swallow errors, commit
 * what nobody handled) never happens here.
 */
export class InboxServer extends Server implements CustomTransportStrategy, OnModuleDestroy {
  override readonly propagatesEventHandlerErrors = true;
  private readonly projections = new Map<string, Projection>();
  readonly parked: ParkedEvents;
  private readonly gaps = new GapWatch();
  private readonly stepOne: StepOne;
  private readonly worker: TodoWorker;
  private state: 'starting' | 'reading' | 'broken' | 'stopped' = 'starting';

  constructor(private readonly parts: InboxParts) {
    super();
    this.worker = new TodoWorker(parts);
    const afterCommit = () => this.worker.wake();
    this.stepOne = new StepOne({ ...parts, afterCommit });
    this.parked = new ParkedEvents({ ...parts, afterCommit, projectionOf: (topic) => this.projections.get(topic) });
  }

  /** Calls back at once: while the broker is away the service answers, and says that it is not ready. */
  listen(callback: (error?: unknown) => void): void {
    void this.open().catch((error: unknown) => this.fail(error));
    callback();
  }

  /** Ends reading after the running chunk. NestJS calls this before it waits for open HTTP responses. */
  async onModuleDestroy(): Promise<void> {
    await this.close();
  }

  async close(): Promise<void> {
    if (this.state === 'stopped') return;
    this.state = 'stopped';
    await this.parts.reader.stop();
    await this.worker.stop();
  }

  on(): never {
    throw new Error('the inbox has no events to listen to');
  }

  unwrap<T>(): T {
    return this.parts.reader as T;
  }

  /** @throws Error while the inbox does not read */
  assertReading(): void {
    if (this.state !== 'reading') throw new Error(`inbox is ${this.state}`);
    if (this.worker.failing > 8) throw new Error('step 2 keeps failing');
  }

  /** The offset that each partition read here will give next; rejects while the broker is away. */
  logEnds(): Promise<PartitionNext[]> {
    return this.parts.logEnds([...this.projections.keys()]);
  }

  private async open(): Promise<void> {
    for (const [topic, handler] of this.messageHandlers) {
      const answer = this.transformToObservable((await handler(topic)) as Promise<Projection>);
      this.projections.set(topic, (await firstValueFrom(answer)) as Projection);
    }
    const topics = [...this.projections.keys()];
    await this.awaitLog(topics);
    if (this.state === 'stopped') return;
    this.worker.start();
    await this.parts.reader.start(topics, {
      startAt: (topic, partition) => this.startAt(topic, partition),
      onBatch: (batch) => this.hear(batch),
      onFatal: (error) => this.fail(error),
    });
    if (this.state === 'starting') this.state = 'reading';
  }

  private async awaitLog(topics: readonly string[]): Promise<void> {
    for (let attempt = 0; this.state === 'starting'; attempt += 1) {
      try {
        const differences = await this.parts.topicDifferences(topics);
        if (differences.length > 0) throw new LogUnfit(differences.join('; '));
        const lost = await this.lostEnds(topics);
        if (lost.length === 0) return;
        if (attempt >= ENDS_SETTLE) throw new LogUnfit(lost.join('; '));
        await pause(backoff(attempt));
      } catch (error) {
        if (error instanceof LogUnfit) throw error;
        await pause(backoff(attempt));
      }
    }
  }

  private async lostEnds(topics: readonly string[]): Promise<string[]> {
    const { database, consumer, logEnds } = this.parts;
    const { positions } = await database.inScope(WHOLE_PROVINCE, (manager) => readInboxState(manager, consumer));
    const read = positions.filter(({ topic }) => topics.includes(topic));
    return read.length > 0 ? beyondTheEnd(read, await logEnds(topics)) : [];
  }

  private async startAt(topic: string, partition: number): Promise<string> {
    const at = { consumer: this.parts.consumer, topic, partition };
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.parts.database.inScope(WHOLE_PROVINCE, (manager) => openPosition(manager, at));
      } catch (error) {
        if (this.state === 'stopped' || remedyFor(error, attempt).kind !== 'again') throw error;
        await pause(backoff(attempt));
      }
    }
  }

  private async hear(batch: LogBatch): Promise<void> {
    const projection = this.projections.get(batch.topic);
    if (!projection) throw new Error(`nobody registered for ${batch.topic}`);
    try {
      const end = await this.stepOne.apply(batch, projection);
      if (end.kind === 'gap') this.readAgain(batch, end.readFrom);
      if (end.kind === 'applied') this.gaps.closed(batch);
    } catch (error) {
      if (!isOfTheLog(error)) this.fail(error);
      throw error;
    }
  }

  private readAgain(batch: LogBatch, readFrom: bigint): void {
    this.gaps.opened(batch, readFrom);
    this.parts.reader.seek(batch.topic, batch.partition, readFrom.toString());
  }

  private fail(reason: unknown): void {
    if (this.state === 'stopped' || this.state === 'broken') return;
    this.state = 'broken';
    const error = reason instanceof Error ? reason : new Error(String(reason));
    void this.leave().finally(() => this.parts.onFatal(error));
  }

  /** Others get the partitions now, and not only when the group misses this member. */
  private async leave(): Promise<void> {
    const left = this.parts.reader.stop().catch(() => undefined);
    await Promise.race([left, pause(LEAVE_WITHIN_MS, undefined, { ref: false })]);
  }
}

/** A broker that comes back may give too early an end for a moment: ask for some seconds before believing it. */
const ENDS_SETTLE = 6;

/** A reader that itself hangs must not keep a broken process alive. */
const LEAVE_WITHIN_MS = 3_000;

class LogUnfit extends Error {}

/** Rebalances and lost connections: the log's client deals with them. */
function isOfTheLog(error: unknown): boolean {
  return error instanceof Error && error.name.startsWith('Kafka');
}
