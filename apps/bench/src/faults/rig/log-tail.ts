import { randomUUID } from 'node:crypto';
import { connectKafka, type Log, type LogBatch, type LogMessage, type LogReader } from '@satudata/event-log';

/** A message and the place it lies in. */
export interface HeardMessage extends LogMessage {
  readonly topic: string;
  readonly partition: number;
}

/** Follows topics from their beginning and keeps what it heard since the last `forget`, each message once. */
export class LogTail {
  private heard: HeardMessage[] = [];
  /** By `topic/partition`. */
  private readonly next = new Map<string, bigint>();
  private readonly reader: LogReader;
  private readonly log: Log;

  private constructor(
    brokers: readonly string[],
    readonly topics: readonly string[],
  ) {
    this.log = connectKafka({ brokers, clientId: 'faults' });
    this.reader = this.log.reader({ groupId: `faults-${randomUUID()}`, concurrency: 1, sessionTimeoutMs: 10_000 });
  }

  static async open(brokers: readonly string[], topics: readonly string[]): Promise<LogTail> {
    const tail = new LogTail(brokers, topics);
    await tail.reader.start(topics, {
      startAt: async (topic, partition) => (tail.next.get(`${topic}/${partition}`) ?? 0n).toString(),
      onBatch: async (batch) => tail.keep(batch),
      onFatal: (error) => {
        throw error;
      },
    });
    return tail;
  }

  /** What was heard, each partition in its order. */
  get messages(): readonly HeardMessage[] {
    return this.heard;
  }

  get count(): number {
    return this.heard.length;
  }

  forget(): void {
    this.heard = [];
  }

  /** The end of each partition, when all of it has been heard here; else undefined. */
  async reachedEnds(): Promise<Map<string, bigint> | undefined> {
    const ends = await this.ends();
    return [...ends].every(([place, end]) => (this.next.get(place) ?? 0n) >= end) ? ends : undefined;
  }

  async close(): Promise<void> {
    await this.reader.stop();
  }

  private async ends(): Promise<Map<string, bigint>> {
    const admin = await this.log.admin();
    const ends = await Promise.all(this.topics.map((topic) => admin.endOffsets(topic))).finally(() => admin.close());
    return new Map(ends.flat().map(({ topic, partition, next }) => [`${topic}/${partition}`, BigInt(next)]));
  }

  /** A reader that lost its partition for a moment is given messages again. */
  private keep({ topic, partition, messages }: LogBatch): void {
    const place = `${topic}/${partition}`;
    for (const message of messages) {
      const offset = BigInt(message.offset);
      if (offset < (this.next.get(place) ?? 0n)) continue;
      this.next.set(place, offset + 1n);
      this.heard.push({ ...message, topic, partition });
    }
  }
}
