import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import type { LogBatch, LogMessage, LogReader, LogReaderHandlers } from '../ports.js';

export interface KafkaLogReaderOptions {
  readonly groupId: string;
  /** How many partitions may be worked on at the same moment. */
  readonly concurrency: number;
}

/** Reads whole batches as a group member. Positions are the handlers'; what the group stores serves lag tools only. */
export class KafkaLogReader implements LogReader {
  private readonly consumer: Consumer;

  constructor(
    kafka: Kafka,
    private readonly options: KafkaLogReaderOptions,
  ) {
    this.consumer = kafka.consumer({
      groupId: options.groupId,
      allowAutoTopicCreation: false,
      sessionTimeout: 30_000,
      heartbeatInterval: 3_000,
      maxWaitTimeInMs: 250,
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
    this.consumer.seek({ topic, partition, offset });
  }

  async stop(): Promise<void> {
    await this.consumer.disconnect();
  }

  private watch(handlers: LogReaderHandlers): void {
    this.consumer.on(this.consumer.events.GROUP_JOIN, ({ payload }) => {
      const assigned = Object.entries(payload.memberAssignment).flatMap(([topic, partitions]) =>
        partitions.map((partition) => ({ topic, partition })),
      );
      // The client does not await its listeners: a batch may be handed out before this seek lands,
      // which is why whoever applies a batch compares its first offset with the stored one.
      void Promise.all(
        assigned.map(async ({ topic, partition }) => {
          this.seek(topic, partition, await handlers.startAt(topic, partition));
        }),
      ).catch((error: unknown) => handlers.onFatal(asError(error)));
    });
    this.consumer.on(this.consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart) handlers.onFatal(payload.error);
    });
  }

  private async hand(payload: EachBatchPayload, handlers: LogReaderHandlers): Promise<void> {
    const { batch } = payload;
    await handlers.onBatch(toLogBatch(payload));
    const last = batch.lastOffset();
    payload.resolveOffset(last);
    const next = (BigInt(last) + 1n).toString();
    await this.consumer.commitOffsets([{ topic: batch.topic, partition: batch.partition, offset: next }]);
  }
}

function toLogBatch({ batch, heartbeat, isRunning, isStale }: EachBatchPayload): LogBatch {
  return {
    topic: batch.topic,
    partition: batch.partition,
    messages: batch.messages.map(toLogMessage),
    heartbeat,
    isStale: () => isStale() || !isRunning(),
  };
}

export function toLogMessage(message: KafkaMessage): LogMessage {
  return {
    offset: message.offset,
    key: message.key?.toString('utf8') ?? '',
    value: message.value ?? Buffer.alloc(0),
    headers: Object.fromEntries(Object.entries(message.headers ?? {}).map(([name, value]) => [name, text(value)])),
    appendedAt: Number(message.timestamp),
  };
}

function text(value: string | Buffer | (string | Buffer)[] | undefined): string {
  const one = Array.isArray(value) ? value[0] : value;
  return one?.toString() ?? '';
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
