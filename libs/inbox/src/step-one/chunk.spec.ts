import type { LogMessage } from '@satudata/event-log';
import fc from 'fast-check';
import { chunksOf } from './chunks.js';

const KIB = 1024;
const message = (size: number): LogMessage => ({
  offset: '0',
  key: 'k',
  value: Buffer.alloc(size),
  headers: {},
  appendedAt: 0,
});
const sizes = (messages: readonly LogMessage[]) => [...chunksOf(messages)].map((chunk) => chunk.length);

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
        expect([...chunksOf(messages)].flat()).toEqual(messages);
      }),
      { numRuns: 20 },
    );
  });
});
