import { randomUUID } from 'node:crypto';
import { TYPE_PREFIX, type ChangeEvent } from '@satudata/contracts';

/** A version of a record, about to be said. */
export interface Said {
  readonly id: string;
  readonly version: number;
  readonly record: object;
  readonly change?: string;
  readonly at?: string;
  readonly deleted?: true;
  readonly batch?: string;
}

export interface ToldMessage {
  readonly offset: string;
  readonly key: string;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly appendedAt: number;
}

export interface ToldBatch {
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly ToldMessage[];
  heartbeat(): Promise<void>;
  isStale(): boolean;
}

interface Handlers {
  startAt(topic: string, partition: number): Promise<string>;
  onBatch(batch: ToldBatch): Promise<void>;
  onFatal(error: Error): void;
}

/**
 * A log in memory behind the reader's port, for specifications: they decide what is delivered when, how it is cut, and
 * what is delivered again.
 */
export class ToldLog {
  readonly sought: string[] = [];
  private readonly partitions = new Map<string, ToldMessage[]>();
  private handlers: Handlers | undefined;
  private signalStart!: () => void;
  readonly started = new Promise<void>((resolve) => {
    this.signalStart = resolve;
  });

  async start(_topics: readonly string[], handlers: Handlers): Promise<void> {
    this.handlers = handlers;
    this.signalStart();
  }

  seek(topic: string, partition: number, offset: string): void {
    this.sought.push(`${topic}/${partition}@${offset}`);
  }

  async stop(): Promise<void> {
    this.handlers = undefined;
  }

  /** Appends without delivering; answers the messages with their offsets. */
  append(topic: string, partition: number, messages: readonly Omit<ToldMessage, 'offset'>[]): ToldMessage[] {
    const log = this.logOf(topic, partition);
    const appended = messages.map((message, index) => ({ ...message, offset: String(log.length + index) }));
    log.push(...appended);
    return appended;
  }

  /** Hands out messages as one batch, as the client would after an assignment. */
  async deliver(topic: string, partition: number, messages: readonly ToldMessage[]): Promise<void> {
    if (!this.handlers) throw new Error('nobody reads');
    await this.handlers.startAt(topic, partition);
    const alive = { heartbeat: () => Promise.resolve(), isStale: () => false };
    await this.handlers.onBatch({ topic, partition, messages, ...alive });
  }

  /** Hands out once more what lies between two offsets. */
  async readAgain(
    { topic, partition, from, to }: { topic: string; partition: number; from: bigint; to: bigint },
    onMessage: (message: ToldMessage) => void,
  ): Promise<void> {
    this.logOf(topic, partition).slice(Number(from), Number(to)).forEach(onMessage);
  }

  async tell(topic: string, partition: number, said: readonly Said[]): Promise<ToldMessage[]> {
    const messages = this.append(
      topic,
      partition,
      said.map((one) => messageOf(topic, one)),
    );
    await this.deliver(topic, partition, messages);
    return messages;
  }

  private logOf(topic: string, partition: number): ToldMessage[] {
    const name = `${topic}/${partition}`;
    const log = this.partitions.get(name) ?? [];
    this.partitions.set(name, log);
    return log;
  }
}

/** One event as the registry's relay sends it. */
export function messageOf(topic: string, said: Said): Omit<ToldMessage, 'offset'> {
  const [, source, entity] = topic.split('.');
  const at = said.at ?? '2026-03-01T02:00:00Z';
  const change = said.change ?? `${entity}.recorded`;
  const value: ChangeEvent = {
    version: said.version,
    change: { type: change, at },
    record: said.record,
    ...(said.deleted && { deleted: said.deleted }),
  };
  return {
    key: said.id,
    value: Buffer.from(JSON.stringify(value)),
    appendedAt: Date.parse(at) + 1_000,
    headers: {
      ce_specversion: '1.0',
      ce_id: randomUUID(),
      ce_source: `/${source}`,
      ce_type: `${TYPE_PREFIX}.${source}.${change}`,
      ce_subject: said.id,
      ce_time: at,
      ce_dataschema: `urn:satudata:schema:${source}.${entity}.v1`,
      'content-type': 'application/json',
      'satudata-version': String(said.version),
      'satudata-tx': '1;1/1',
      ...(said.batch && { 'satudata-batch': said.batch }),
    },
  };
}
