import type { Consumer, EachBatchPayload, Kafka, KafkaMessage, TopicPartitionOffset } from 'kafkajs';
import type { LogBatch, LogMessage, LogReader, LogReaderHandlers, LogReaderOptions } from '../ports.js';

/** How often lag tools are told where this member stands: a request per batch costs the broker more than the batch. */
const TELL_GROUP_MS = 1_000;

/** What one batch holds at most: some 1,300 persons. One transaction takes a batch, and the client's 1 MB makes it small. */
const BATCH_BYTES = 2 * 1024 * 1024;

export class KafkajsLogReader implements LogReader {
  private readonly consumer: Consumer;
  /** Per partition, the seek to the handlers' position of the present assignment. */
  private readonly starts = new Map<string, Promise<void>>();
  /** Per partition, the offset that nothing may be handed out before. */
  private readonly nexts = new Map<string, bigint>();
  /** Per partition, the batch being worked on; it never rejects. */
  private readonly working = new Map<string, Promise<void>>();
  /** Per partition, how often what was read before it lost its meaning. */
  private readonly turns = new Map<string, number>();
  /** Per partition, what the group has not been told yet. */
  private readonly untold = new Map<string, TopicPartitionOffset>();
  private toldAt = 0;

  constructor(
    kafka: Kafka,
    private readonly options: LogReaderOptions,
  ) {
    this.consumer = kafka.consumer({
      groupId: options.groupId,
      allowAutoTopicCreation: false,
      sessionTimeout: options.sessionTimeoutMs,
      heartbeatInterval: options.sessionTimeoutMs / 10,
      maxWaitTimeInMs: 250,
      maxBytesPerPartition: BATCH_BYTES,
      // Without this the client gives up for good when the broker stays away longer than its retries.
      retry: { retries: Number.MAX_SAFE_INTEGER, initialRetryTime: 100, maxRetryTime: 2_000 },
    });
  }

  async start(topics: readonly string[], handlers: LogReaderHandlers): Promise<void> {
    this.watch(handlers);
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: this.options.concurrency,
      eachBatch: (payload) => this.hand(payload, handlers),
    });
  }

  seek(topic: string, partition: number, offset: string): void {
    this.nexts.set(nameOf(topic, partition), BigInt(offset));
    this.turn(nameOf(topic, partition));
    this.consumer.seek({ topic, partition, offset });
  }

  async stop(): Promise<void> {
    await this.tellGroup();
    await this.consumer.disconnect();
    await Promise.all(this.working.values());
  }

  private watch(handlers: LogReaderHandlers): void {
    this.consumer.on(this.consumer.events.GROUP_JOIN, ({ payload }) => {
      for (const name of this.working.keys()) this.turn(name);
      const starts = Object.entries(payload.memberAssignment).flatMap(([topic, partitions]) =>
        partitions.map((partition) => this.seekToStart(topic, partition, handlers)),
      );
      Promise.all(starts).catch((error: unknown) => handlers.onFatal(asError(error)));
    });
    this.consumer.on(this.consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart) handlers.onFatal(payload.error);
    });
  }

  private seekToStart(topic: string, partition: number, { startAt }: LogReaderHandlers): Promise<void> {
    const name = nameOf(topic, partition);
    const start = (this.working.get(name) ?? Promise.resolve())
      .then(() => startAt(topic, partition))
      .then((offset) => this.seek(topic, partition, offset));
    this.starts.set(name, start);
    return start;
  }

  /**
   * The client fetches nothing while a batch is in hand: so the hand is free again as soon as the work on the one before
   * has ended, as long as the log holds more. The last batch is held on to: a handler that hangs must silence the client.
   */
  private async hand(payload: EachBatchPayload, handlers: LogReaderHandlers): Promise<void> {
    const name = nameOf(payload.batch.topic, payload.batch.partition);
    // The client fetches at the group's offset without waiting for its listeners; what a seek has overtaken is dropped.
    await this.starts.get(name);
    const batch = this.toLogBatch(payload);
    await this.working.get(name);
    if (batch.isStale()) return;
    if (this.isBack(batch)) return handlers.onFatal(this.lost(batch));
    const last = payload.batch.lastOffset();
    const next = BigInt(last) + 1n;
    this.nexts.set(name, next);
    payload.resolveOffset(last);
    const work = this.work(batch, next, handlers);
    if (next >= BigInt(payload.batch.highWatermark)) return work;
    this.workBeside(name, work);
  }

  private async work(batch: LogBatch, next: bigint, handlers: LogReaderHandlers): Promise<void> {
    const { topic, partition } = batch;
    try {
      await handlers.onBatch(batch);
    } catch (error) {
      if (!batch.isStale()) this.seek(topic, partition, batch.messages[0]?.offset ?? next.toString());
      throw error;
    }
    if (batch.isStale()) return;
    this.untold.set(nameOf(topic, partition), { topic, partition, offset: next.toString() });
    if (Date.now() - this.toldAt > TELL_GROUP_MS) await this.tellGroup();
  }

  /** What it throws was said by the handlers themselves, or the client will hear it from the broker as well. */
  private workBeside(name: string, work: Promise<void>): void {
    const ended = work.catch(() => undefined).finally(() => this.working.delete(name));
    this.working.set(name, ended);
  }

  private turn(name: string): void {
    this.turns.set(name, (this.turns.get(name) ?? 0) + 1);
  }

  /** It serves lag tools only: to a member that was away for too long, a refusal would end the reader for good. */
  private async tellGroup(): Promise<void> {
    const offsets = [...this.untold.values()];
    this.untold.clear();
    this.toldAt = Date.now();
    if (offsets.length > 0) await this.consumer.commitOffsets(offsets).catch(() => undefined);
  }

  /** Asked for an offset that the log does not hold, the client goes back to the beginning and tells nobody. */
  private isBack({ topic, partition, messages }: LogBatch): boolean {
    const next = this.nexts.get(nameOf(topic, partition));
    return next !== undefined && messages[0] !== undefined && BigInt(messages[0].offset) < next;
  }

  private toLogBatch({ batch, heartbeat, isRunning, isStale }: EachBatchPayload): LogBatch {
    const { topic, partition } = batch;
    const name = nameOf(topic, partition);
    const turn = this.turns.get(name);
    return {
      topic,
      partition,
      messages: batch.messages.map(toLogMessage),
      heartbeat,
      isStale: () => isStale() || !isRunning() || this.turns.get(name) !== turn,
    };
  }

  private lost({ topic, partition }: LogBatch): Error {
    const name = nameOf(topic, partition);
    return new Error(`${name} does not hold offset ${this.nexts.get(name)}`);
  }
}

function nameOf(topic: string, partition: number): string {
  return `${topic}/${partition}`;
}

export function toLogMessage(message: KafkaMessage): LogMessage {
  return {
    offset: message.offset,
    key: message.key?.toString('utf8') ?? '',
    value: message.value ?? Buffer.alloc(0),
    headers: textsOf(message.headers),
    appendedAt: Number(message.timestamp),
  };
}

function textsOf(headers: KafkaMessage['headers']): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const name in headers) texts[name] = text(headers[name]);
  return texts;
}

function text(value: string | Buffer | (string | Buffer)[] | undefined): string {
  const one = Array.isArray(value) ? value[0] : value;
  return one?.toString() ?? '';
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
