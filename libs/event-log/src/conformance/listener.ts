import type { Log, LogBatch, LogMessage, LogReader, LogReaderHandlers } from '../ports.js';

export interface Heard extends LogMessage {
  readonly topic: string;
  readonly partition: number;
}

export interface ListenerOptions {
  readonly groupId: string;
  readonly sessionTimeoutMs?: number;
  readonly concurrency?: number;
}

/** A reader for the specs of this folder: remembers what it was given, and stands where it is told. */
export class Listener {
  readonly heard: Heard[] = [];
  readonly fatal: Error[] = [];
  /** Partitions, in the order in which the reader asked where to start. */
  readonly assigned: number[] = [];
  readonly reader: LogReader;
  /** Answers where to start; the offset behind the last message heard, unless replaced. */
  startAt: LogReaderHandlers['startAt'] = async (topic, partition) => this.next(topic, partition);
  /** What to do with a batch besides remembering it. */
  onBatch: (batch: LogBatch) => void | Promise<void> = () => undefined;

  constructor(log: Log, { groupId, sessionTimeoutMs = 30_000, concurrency = 3 }: ListenerOptions) {
    this.reader = log.reader({ groupId, concurrency, sessionTimeoutMs });
  }

  get offsets(): number[] {
    return this.heard.map(({ offset }) => Number(offset));
  }

  get values(): string[] {
    return this.heard.map(({ value }) => value.toString());
  }

  start(...topics: string[]): Promise<void> {
    return this.reader.start(topics, {
      startAt: (topic, partition) => {
        this.assigned.push(partition);
        return this.startAt(topic, partition);
      },
      onBatch: async (batch) => {
        const { topic, partition, messages } = batch;
        await this.onBatch(batch);
        if (!batch.isStale()) this.heard.push(...messages.map((message) => ({ ...message, topic, partition })));
      },
      onFatal: (error) => this.fatal.push(error),
    });
  }

  private next(topic: string, partition: number): string {
    const last = this.heard.findLast((message) => message.topic === topic && message.partition === partition);
    return last ? String(BigInt(last.offset) + 1n) : '0';
  }
}
