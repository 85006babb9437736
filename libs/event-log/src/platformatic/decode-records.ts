import { IS_CONTROL, type KafkaRecord, type RecordsBatch } from '@platformatic/kafka';
import type { LogMessage } from '../ports.js';

/** Bit 3 of a batch's attributes: the broker has set its time, and only in `maxTimestamp`. The client overlooks it. */
const IS_LOG_APPEND_TIME = 1 << 3;

export interface DecodedRecords {
  readonly messages: readonly LogMessage[];
  /** The offset to fetch next; beyond the last message where batches end in markers or in what was compacted away. */
  readonly next: bigint;
}

/** A broker answers with whole batches: what they hold before `from` was not asked for. */
export function decodeRecords(batches: readonly RecordsBatch[], from: bigint): DecodedRecords {
  const messages = batches
    .filter(({ attributes }) => !(attributes & IS_CONTROL))
    .flatMap((one) => messagesOf(one, from));
  const ends = batches.map(({ firstOffset, lastOffsetDelta }) => firstOffset + BigInt(lastOffsetDelta) + 1n);
  return { messages, next: ends.reduce((last, end) => (end > last ? end : last), from) };
}

function messagesOf(batch: RecordsBatch, from: bigint): LogMessage[] {
  return batch.records.flatMap((record) => {
    const offset = batch.firstOffset + BigInt(record.offsetDelta);
    return offset < from ? [] : [toLogMessage(record, offset, appendedAt(batch, record))];
  });
}

function appendedAt({ attributes, firstTimestamp, maxTimestamp }: RecordsBatch, record: KafkaRecord): number {
  return Number(attributes & IS_LOG_APPEND_TIME ? maxTimestamp : firstTimestamp + record.timestampDelta);
}

function toLogMessage({ key, value, headers }: KafkaRecord, offset: bigint, time: number): LogMessage {
  return {
    offset: offset.toString(),
    key: key?.toString('utf8') ?? '',
    value: value ?? Buffer.alloc(0),
    headers: Object.fromEntries(headers.map(([name, text]) => [name?.toString() ?? '', text?.toString() ?? ''])),
    appendedAt: time,
  };
}
