import type { LogBatch, LogMessage } from '@satudata/event-log';
import fc from 'fast-check';
import { chunksOf, together } from './chunk.js';

const KIB = 1024;
const message = (size: number): LogMessage => ({
  offset: '0',
  key: 'k',
  value: Buffer.alloc(size),
  headers: {},
  appendedAt: 0,
});
const batch = (messages: readonly LogMessage[], topic = 't', partition = 0): LogBatch => {
  return { topic, partition, messages, heartbeat: () => Promise.resolve(), isStale: () => false };
};
const sizes = (messages: readonly LogMessage[]) => [...chunksOf(batch(messages))].map((chunk) => chunk.messages.length);

describe('the parts of a batch', () => {
  it('hold at most 2,000 messages', () => {
    expect(sizes(Array.from({ length: 4_500 }, () => message(1)))).toEqual([2_000, 2_000, 500]);
  });

  it('hold at most 4 MiB', () => {
    expect(sizes(Array.from({ length: 10 }, () => message(1_500 * KIB)))).toEqual([2, 2, 2, 2, 2]);
  });

  it('are one message when it alone is larger', () => {
    expect(sizes([message(KIB), message(9_000 * KIB), message(KIB)])).toEqual([1, 1, 1]);
  });

  it('are none for an empty batch', () => {
    expect(sizes([])).toEqual([]);
  });

  it('are the batch, put together again', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3_000 * KIB }), { maxLength: 12 }), (wanted) => {
        const messages = wanted.map(message);
        expect([...chunksOf(batch(messages))].flatMap((chunk) => chunk.messages)).toEqual(messages);
      }),
      { numRuns: 20 },
    );
  });
});

describe('chunks that one transaction takes together', () => {
  const chunk = (count: number, topic: string, partition: number, size = 1) => {
    const messages = Array.from({ length: count }, () => message(size));
    return { batch: batch(messages, topic, partition), messages };
  };
  const places = (waiting: readonly ReturnType<typeof chunk>[]) =>
    together(waiting).map(({ batch: { topic, partition } }) => `${topic}/${partition}`);

  it('are those of the topic of the oldest, whatever waits between them', () => {
    expect(places([chunk(3, 'a', 4), chunk(1, 'b', 0), chunk(9, 'a', 1)])).toEqual(['a/4', 'a/1']);
  });

  it('hold at most 2,000 messages; a smaller one behind a large one may still go with them', () => {
    expect(places([chunk(1_500, 'a', 0), chunk(501, 'a', 1), chunk(500, 'a', 2)])).toEqual(['a/0', 'a/2']);
  });

  it('hold at most 4 MiB', () => {
    expect(places([chunk(1, 'a', 0, 3_000 * KIB), chunk(1, 'a', 1, 1_500 * KIB)])).toEqual(['a/0']);
  });

  it('are never two of one partition: the second may be what a successor has read again', () => {
    expect(places([chunk(1, 'a', 0), chunk(1, 'a', 0), chunk(1, 'a', 1)])).toEqual(['a/0', 'a/1']);
  });

  it('are the oldest alone when it is larger than all that fits', () => {
    expect(places([chunk(1, 'a', 0, 9_000 * KIB), chunk(1, 'a', 1)])).toEqual(['a/0']);
  });

  it('are none when none waits', () => {
    expect(together([])).toEqual([]);
  });
});
