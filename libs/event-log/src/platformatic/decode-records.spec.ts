import type { KafkaRecord, RecordsBatch } from '@platformatic/kafka';
import { decodeRecords } from './decode-records.js';

const record = (offsetDelta: number, more: Partial<KafkaRecord> = {}): KafkaRecord => ({
  length: 0,
  attributes: 0,
  timestampDelta: BigInt(offsetDelta),
  offsetDelta,
  key: Buffer.from('k'),
  value: Buffer.from(String(offsetDelta)),
  headers: [],
  ...more,
});

const batch = (firstOffset: bigint, records: KafkaRecord[], more: Partial<RecordsBatch> = {}): RecordsBatch => ({
  firstOffset,
  length: 0,
  partitionLeaderEpoch: 0,
  magic: 2,
  crc: 0,
  attributes: 0,
  lastOffsetDelta: (records.at(-1)?.offsetDelta ?? 0) as number,
  firstTimestamp: 1_000n,
  maxTimestamp: 5_000n,
  producerId: -1n,
  producerEpoch: 0,
  firstSequence: 0,
  records,
  ...more,
});

describe('Messages from the batches of a broker', () => {
  it('keep offsets beyond what a number can hold', () => {
    const { messages, next } = decodeRecords([batch(9_007_199_254_740_993n, [record(0), record(1)])], 0n);
    expect(messages.map(({ offset }) => offset)).toEqual(['9007199254740993', '9007199254740994']);
    expect(next).toBe(9_007_199_254_740_995n);
  });

  it('begin where was asked, though the batch begins earlier', () => {
    const { messages, next } = decodeRecords(
      [batch(10n, [record(0), record(1), record(2)]), batch(13n, [record(0)])],
      12n,
    );
    expect(messages.map(({ offset }) => offset)).toEqual(['12', '13']);
    expect(next).toBe(14n);
  });

  it('have the time of the broker where the broker sets it, else that of the sender', () => {
    const timeOf = (attributes: number) =>
      decodeRecords([batch(0n, [record(7)], { attributes })], 0n).messages[0]?.appendedAt;
    expect(timeOf(0b1000)).toBe(5_000);
    expect(timeOf(0)).toBe(1_007);
  });

  it('leave out the markers of transactions, and go on behind them', () => {
    const { messages, next } = decodeRecords([batch(4n, [record(0)], { attributes: 0b10_0000 })], 4n);
    expect(messages).toEqual([]);
    expect(next).toBe(5n);
  });

  it('go on behind what was compacted away at the end of a batch', () => {
    const { messages, next } = decodeRecords([batch(0n, [record(0)], { lastOffsetDelta: 9 })], 0n);
    expect(messages.map(({ offset }) => offset)).toEqual(['0']);
    expect(next).toBe(10n);
  });

  it('stand still when there are none', () => {
    expect(decodeRecords([], 42n)).toEqual({ messages: [], next: 42n });
  });

  it('are empty where key, value or a header is missing', () => {
    const bare = record(0, { key: null, value: null, headers: [[Buffer.from('h'), null]] });
    expect(decodeRecords([batch(0n, [bare])], 0n).messages).toEqual([
      { offset: '0', key: '', value: Buffer.alloc(0), headers: { h: '' }, appendedAt: 1_000 },
    ]);
  });
});
