import { setTimeout as pause } from 'node:timers/promises';
import type { OnModuleDestroy } from '@nestjs/common';
import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { LogBatch, LogReader } from '@satudata/event-log';
import { backoff, WHOLE_PROVINCE } from '@satudata/service-kit';
import { firstValueFrom } from 'rxjs';
import type { Projection } from '../events/projection.js';
import { countBugs } from '../metrics/metrics.js';
import { ParkedEvents } from '../parking/parked-events.js';
import type { ReadStretch } from '../parking/retry-parked.js';
import { acceptTopic, type Acceptance, type AcceptRequest } from '../position/accept-topic.js';
import type { PartitionNext } from '../position/beyond-the-end.js';
import { LogCheck, type LogCheckParts } from '../position/log-check.js';
import { openPosition } from '../position/position.js';
import { remedyFor } from '../step-one/failure.js';
import { StepOne } from '../step-one/step-one.js';
import { TodoWorker, type TodoTask } from '../todo/todo-worker.js';
import { EventsGone, GapWatch } from './gap-watch.js';

export interface InboxParts extends LogCheckParts {
  readonly reader: LogReader;
  readonly tasks: Readonly<Record<string, TodoTask>>;
  /** An attempt to apply a chunk that takes longer hangs, milliseconds; as long as the group waits for a silent member. */
  readonly attemptWithinMs: number;
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
  private readonly log: LogCheck;
  private watch: NodeJS.Timeout | undefined;
  private state: 'starting' | 'reading' | 'unfit' | 'broken' | 'stopped' = 'starting';
  /** What stands against reading the log, one sentence each; for operators, no personal data. */
  complaints: readonly string[] = [];

  constructor(private readonly parts: InboxParts) {
    super();
    this.worker = new TodoWorker(parts);
    this.log = new LogCheck(parts);
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
    clearInterval(this.watch);
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
    if (this.complaints.length > 0) throw new Error(this.complaints.join('; '));
    if (this.state !== 'reading') throw new Error(`inbox is ${this.state}`);
    if (this.worker.failing > 8) throw new Error('step 2 keeps failing');
  }

  /** The offset that each partition read here will give next; rejects while the broker is away. */
  logEnds(): Promise<PartitionNext[]> {
    return this.parts.logEnds([...this.projections.keys()]);
  }

  /**
   * Lets a topic that was made anew be read from its beginning. Rejects while the database is away.
   * @returns undefined for a topic that is not heard here
   */
  async acceptTopic(request: AcceptRequest): Promise<Acceptance | undefined> {
    return this.projections.has(request.topic) ? acceptTopic(this.parts, request) : undefined;
  }

  private async open(): Promise<void> {
    for (const [topic, handler] of this.messageHandlers) {
      const answer = this.transformToObservable((await handler(topic)) as Promise<Projection>);
      this.projections.set(topic, (await firstValueFrom(answer)) as Projection);
    }
    const topics = [...this.projections.keys()];
    for (const topic of topics) countBugs({ topic }, 0);
    await this.awaitLog(topics);
    if (this.state === 'stopped') return;
    this.worker.start();
    await this.parts.reader.start(topics, {
      startAt: (topic, partition) => this.startAt(topic, partition),
      onBatch: (batch) => this.hear(batch),
      onFatal: (error) => this.fail(error),
    });
    if (this.state !== 'starting') return;
    this.state = 'reading';
    this.watch = setInterval(() => void this.look(topics), LOOK_MS);
  }

  /** Waits until the log is fit to be read: somebody must mend it, and meanwhile the service says what is wrong. */
  private async awaitLog(topics: readonly string[]): Promise<void> {
    for (let attempt = 0; this.state === 'starting'; attempt += 1) {
      const complaints = await this.log.beforeReading(topics).catch(() => undefined);
      if (complaints) this.complaints = complaints;
      if (complaints?.length === 0) return;
      if (attempt === SETTLED) this.complain();
      await pause(backoff(attempt));
    }
  }

  private async look(topics: readonly string[]): Promise<void> {
    const complaints = await this.log.whileReading(topics).catch(() => undefined);
    if (this.state === 'reading' && complaints?.length) this.readNoMore(complaints);
    if (this.state !== 'unfit' || !complaints) return;
    // A topic that is gone for a moment is there again, but another.
    this.complaints = complaints;
    if (complaints.length === 0) this.fail(new LogFitAgain());
  }

  /** What is gone does not come back: there is nothing to look for again. */
  private neverReadOn({ message }: EventsGone): void {
    clearInterval(this.watch);
    this.readNoMore([message]);
  }

  /** The service stays, and says what is wrong: ending it would only repeat itself. */
  private readNoMore(complaints: readonly string[]): void {
    if (this.state !== 'reading' && this.state !== 'starting') return;
    this.state = 'unfit';
    this.complaints = complaints;
    this.complain();
    void this.leave();
  }

  private complain(): void {
    for (const sentence of this.complaints) this.parts.logger.error(`the inbox does not read: ${sentence}`);
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
      if (error instanceof EventsGone) this.neverReadOn(error);
      else if (!isOfTheLog(error)) this.fail(error);
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

/** A broker that comes back may give too early an end for a moment: some seconds pass before it is said in the log. */
const SETTLED = 6;

/** How long a topic that was made anew may go unnoticed. */
const LOOK_MS = 5_000;

/** Somebody has accepted what this member complained of: a fresh process reads from the new positions. */
class LogFitAgain extends Error {
  override readonly name = 'LogFitAgain';
  override readonly message = 'the log is fit to be read again: starting anew';
}

/** A reader that itself hangs must not keep a broken process alive. */
const LEAVE_WITHIN_MS = 3_000;

/** Rebalances and lost connections: the log's client deals with them. */
function isOfTheLog(error: unknown): boolean {
  return error instanceof Error && error.name.startsWith('Kafka');
}
