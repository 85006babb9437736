import { setTimeout as pause } from 'node:timers/promises';
import type { LogBatch, LogReader, LogReaderHandlers } from '@satudata/event-log';
import type { PartitionNext } from '../position/beyond-the-end.js';

/** How long a partition rests when all that may be read of it has been read. */
const LOOK_AGAIN_MS = 20;

/** Reads a log up to a bound that can be moved: what lies behind it is asked for again once the bound has moved. */
export class BoundedReader implements LogReader {
  private bounds = new Map<string, bigint>();

  constructor(private readonly reader: LogReader) {}

  /** Partitions that are not named are not read at all. */
  moveBound(bounds: readonly PartitionNext[]): void {
    this.bounds = new Map(bounds.map((bound) => [nameOf(bound), BigInt(bound.next)]));
  }

  start(topics: readonly string[], handlers: LogReaderHandlers): Promise<void> {
    return this.reader.start(topics, { ...handlers, onBatch: (batch) => this.hand(batch, handlers) });
  }

  seek(topic: string, partition: number, offset: string): void {
    this.reader.seek(topic, partition, offset);
  }

  stop(): Promise<void> {
    return this.reader.stop();
  }

  private async hand(batch: LogBatch, handlers: LogReaderHandlers): Promise<void> {
    const bound = this.bounds.get(nameOf(batch)) ?? 0n;
    const messages = batch.messages.filter(({ offset }) => BigInt(offset) < bound);
    if (messages.length > 0) await handlers.onBatch({ ...batch, messages });
    const behind = batch.messages[messages.length];
    if (!behind || batch.isStale()) return;
    await pause(LOOK_AGAIN_MS);
    this.reader.seek(batch.topic, batch.partition, behind.offset);
  }
}

function nameOf({ topic, partition }: { readonly topic: string; readonly partition: number }): string {
  return `${topic}/${partition}`;
}
