import fc from 'fast-check';
import { appendsOf } from './appends.js';

const queued = (topic: string, value: string) => ({ seq: '1', topic, key: 'k', headers: '{"a":"b"}', value });
const valuesOf = (batches: readonly { value: string | Buffer }[][] | undefined) =>
  batches?.map((batch) => batch.map(({ value }) => value));

describe('messages on their way to the log', () => {
  it('are gathered by topic in their order', () => {
    const topics = appendsOf([queued('x', '1'), queued('y', '2'), queued('x', '3')], 5_000);
    expect([...topics].map(([topic, batches]) => [topic, valuesOf(batches)])).toEqual([
      ['x', [['1', '3']]],
      ['y', [['2']]],
    ]);
    expect(topics.get('y')).toEqual([[{ key: 'k', value: '2', headers: { a: 'b' } }]]);
  });

  it('keep their order and number, in batches that fit the broker', () => {
    const message = fc
      .tuple(fc.constantFrom('x', 'y'), fc.nat(3_000))
      .map(([topic, length]) => queued(topic, 'é'.repeat(length)));
    fc.assert(
      fc.property(fc.array(message), (messages) => {
        for (const [topic, batches] of appendsOf(messages, 5_000)) {
          const sent = messages.filter((one) => one.topic === topic).map(({ value }) => value);
          expect(valuesOf(batches)?.flat()).toEqual(sent);
          const sizes = batches.map((batch) => batch.reduce((sum, { value }) => sum + Buffer.byteLength(value), 0));
          expect(batches.every((batch, index) => batch.length === 1 || (sizes[index] ?? 0) <= 5_000)).toBe(true);
        }
      }),
    );
  });

  it('go alone when they are larger than a batch may be', () => {
    const messages = [queued('x', 'a'), queued('x', 'b'.repeat(9_000)), queued('x', 'c')];
    expect(
      appendsOf(messages, 5_000)
        .get('x')
        ?.map(({ length }) => length),
    ).toEqual([1, 1, 1]);
  });
});
