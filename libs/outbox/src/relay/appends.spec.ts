import fc from 'fast-check';
import { byTopic, withinBytes } from './appends.js';

const message = (value: string) => ({ key: 'k', value, headers: {} });
const queued = (seq: number, topic: string) => ({
  seq: String(seq),
  topic,
  key: 'k',
  headers: '{"a":"b"}',
  value: `${seq}`,
});

describe('messages on their way to the log', () => {
  it('are gathered by topic in their order', () => {
    const topics = byTopic([queued(1, 'x'), queued(2, 'y'), queued(3, 'x')]);
    expect([...topics].map(([topic, list]) => [topic, list.map(({ value }) => value)])).toEqual([
      ['x', ['1', '3']],
      ['y', ['2']],
    ]);
    expect(topics.get('y')).toEqual([{ key: 'k', value: '2', headers: { a: 'b' } }]);
  });

  it('keep their order and number, in batches that fit the broker', () => {
    const values = fc.array(fc.integer({ min: 0, max: 3_000 }).map((length) => message('é'.repeat(length))));
    fc.assert(
      fc.property(values, (messages) => {
        const batches = withinBytes(messages, 5_000);
        expect(batches.flat()).toEqual(messages);
        for (const batch of batches) {
          const bytes = batch.reduce((sum, { value }) => sum + Buffer.byteLength(value), 0);
          expect(batch.length === 1 || bytes <= 5_000).toBe(true);
        }
      }),
    );
  });

  it('go alone when they are larger than a batch may be', () => {
    const sizes = withinBytes([message('a'), message('b'.repeat(9_000)), message('c')], 5_000).map(
      ({ length }) => length,
    );
    expect(sizes).toEqual([1, 1, 1]);
  });
});
