import { randomUUID } from 'node:crypto';
import type { SourceName } from '@satudata/contracts';
import type { LogWriter, OutgoingMessage, TopicAdmin } from '@satudata/event-log';
import {
  backoff,
  errorFacts,
  faultPoint,
  WHOLE_PROVINCE,
  type Logger,
  type ScopedDatabase,
} from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { Clock } from './clock.js';
import { tellTime } from './tell-time.js';
import { nextTick, releaseLease, takeLease, type Lease } from './lease.js';
import { readHorizon, readQueue, removeSent, type Horizon, type QueuedMessage } from './queue.js';
import { Bell } from './bell.js';
import { appendsOf } from './appends.js';

const BATCH = 1_000;
/** A broker refuses a batch over 1 MiB (`message.max.bytes`), and all of it may be for one partition. */
const APPEND_BYTES = 700_000;
/** Between looks while something was found within the last second: whoever commits in another process rings no bell. */
const BUSY_MS = 10;
const IDLE_MS = 150;
const BUSY_FOR_MS = 1_000;
/** Shares of the lease: renewed well before it runs out; a relay that slept longer is fenced when it removes. */
const RENEW_AFTER = 0.3;
const STANDBY_FOR = 0.2;

export interface RelayParts {
  readonly source: SourceName;
  readonly database: ScopedDatabase;
  readonly writer: LogWriter;
  readonly admin: TopicAdmin;
  readonly logger: Logger;
  /** How long this relay may be silent before another takes over. */
  readonly leaseMs: number;
}

/** What was found in the queue. */
interface Look {
  readonly messages: readonly QueuedMessage[];
  /** As it was known before looking: only then does an empty queue prove that everything up to it was sent. */
  readonly horizon: Horizon | undefined;
}

/**
 * Sends the queue to the log, oldest first, one relay at a time. A message is removed only after the broker has
 * acknowledged it: a crash in between repeats messages with the same `ce_id`, and never loses or reorders any.
 */
export class Relay {
  private readonly holder = randomUUID();
  private readonly bell = new Bell();
  private readonly clock: Clock;
  private lease: Lease | undefined;
  /** The look after the one whose messages are being sent. */
  private ahead: Promise<Look> | undefined;
  /** Acknowledged by the broker, and still in the queue. */
  private acknowledged: readonly QueuedMessage[] = [];
  private removal: Promise<void> = Promise.resolve();
  private foundAt = 0;
  private renewedAt = 0;
  private stopping = false;
  private running: Promise<void> | undefined;
  private failures = 0;

  constructor(private readonly parts: RelayParts) {
    this.clock = new Clock({
      readHorizon: () => this.work(readHorizon),
      tell: (horizon, lease) => this.tell(horizon, lease),
      logger: parts.logger,
    });
  }

  start(): void {
    this.running = this.loop();
  }

  /** Something was committed: look now instead of at the next poll. */
  wake(): void {
    this.bell.ring();
  }

  /** Consecutive rounds that failed; 0 when all is well. */
  get failing(): number {
    return Math.max(this.failures, this.clock.failures);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.bell.ring();
    await this.running;
    await this.clock.settled();
    await this.removal.catch(() => undefined);
    const { lease } = this;
    if (lease) await this.work((manager) => releaseLease(manager, this.parts.source, lease)).catch(() => undefined);
  }

  private async loop(): Promise<void> {
    while (!this.stopping) {
      try {
        const wait = await this.round();
        this.failures = 0;
        if (wait > 0) await this.bell.wait(wait);
      } catch (error) {
        this.failures += 1;
        this.forget();
        this.parts.logger.warn({ err: errorFacts(error), failures: this.failures }, 'relay round failed, trying again');
        await this.bell.wait(backoff(this.failures));
      }
    }
  }

  /** Sends what one look found; answers how long to wait before the next, in milliseconds. */
  private async round(): Promise<number> {
    await this.renewLease();
    if (!this.lease) return this.parts.leaseMs * STANDBY_FOR;
    const look = await (this.ahead ?? this.look(this.acknowledged));
    this.ahead = undefined;
    if (look.messages.length === 0) return this.rest(look);
    await this.send(look.messages, this.lease);
    this.noteReached(look);
    this.foundAt = Date.now();
    return 0;
  }

  /** Nothing to send. */
  private async rest(look: Look): Promise<number> {
    await this.removal;
    this.noteReached(look);
    return Date.now() - this.foundAt < BUSY_FOR_MS ? BUSY_MS : IDLE_MS;
  }

  private async look(inFlight: readonly QueuedMessage[]): Promise<Look> {
    const { horizon } = this.clock;
    return { horizon, messages: await this.work((manager) => readQueue(manager, BATCH, inFlight)) };
  }

  private async renewLease(): Promise<void> {
    if (this.lease && Date.now() - this.renewedAt < this.parts.leaseMs * RENEW_AFTER) return;
    this.lease = await this.work((manager) => takeLease(manager, this.parts.source, this.holder, this.parts.leaseMs));
    await faultPoint('relay.afterLease');
    this.renewedAt = Date.now();
  }

  private async send(messages: readonly QueuedMessage[], lease: Lease): Promise<void> {
    await faultPoint('relay.afterSelect');
    if (messages.length === BATCH) this.lookAhead([...this.acknowledged, ...messages]);
    const appends = [...appendsOf(messages, APPEND_BYTES)];
    await Promise.all(appends.map(([topic, batches]) => this.appendInOrder(topic, batches)));
    await faultPoint('relay.afterAppend');
    await this.removal;
    if (this.lease) this.removeBeside(messages, lease);
  }

  /** While the broker works on a full batch, the database can already look for the next one. */
  private lookAhead(inFlight: readonly QueuedMessage[]): void {
    this.ahead = this.look(inFlight);
    this.ahead.catch(() => undefined);
  }

  /** Only what the broker has acknowledged, while it already works on the next ones. */
  private removeBeside(messages: readonly QueuedMessage[], lease: Lease): void {
    this.acknowledged = messages;
    this.removal = this.remove(messages, lease);
    this.removal.catch(() => undefined);
  }

  private async remove(messages: readonly QueuedMessage[], lease: Lease): Promise<void> {
    const removed = await this.work((manager) => removeSent(manager, this.parts.source, lease, messages));
    await faultPoint('relay.afterRemove');
    if (this.acknowledged === messages) this.acknowledged = [];
    if (!removed) this.lease = this.ahead = undefined;
  }

  /** What is in the queue is looked at anew: whatever was acknowledged and not removed is said again. */
  private forget(): void {
    this.ahead = undefined;
    this.acknowledged = [];
    this.removal = Promise.resolve();
  }

  private async appendInOrder(topic: string, batches: readonly OutgoingMessage[][]): Promise<void> {
    for (const batch of batches) await this.parts.writer.append(topic, batch);
  }

  private noteReached({ messages, horizon }: Look): void {
    const last = messages.at(-1);
    const isReached = horizon && (!last || BigInt(last.seq) >= horizon.lastSeq);
    if (isReached && this.lease) this.clock.reached(horizon, this.lease);
  }

  private async tell({ at }: Horizon, lease: Lease): Promise<void> {
    const tick = await this.work((manager) => nextTick(manager, this.parts.source, lease));
    await faultPoint('relay.afterTickNumber');
    if (tick !== undefined) await tellTime(this.parts.source, at, tick, this.parts);
    await faultPoint('relay.afterTick');
  }

  private work<T>(query: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.parts.database.inScope(WHOLE_PROVINCE, query);
  }
}
