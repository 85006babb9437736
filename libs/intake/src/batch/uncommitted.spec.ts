import type { Entry } from '@satudata/record-files';
import { Problem } from '@satudata/service-kit';
import { chainOf } from './chain.js';
import { uncommitted } from './uncommitted.js';

/** Groups of records that take one line each, but for `2x`, which takes two. */
async function* groupsOf(...groups: string[][]): AsyncGenerator<Entry[]> {
  let last = 0;
  for (const group of groups) {
    yield await Promise.resolve(
      group.map((text): Entry => {
        const line = last + 1;
        last += text === '2x' ? 2 : 1;
        return { line, lastLine: last, raw: Buffer.from(text), read: () => ({ rule: 'line.empty' }) };
      }),
    );
  }
}

const chain = (...groups: string[][]) =>
  groups.reduce(
    (before, group) =>
      chainOf(
        before,
        group.map((text) => ({ raw: Buffer.from(text) })),
      ),
    '',
  );

async function left(committed: { committedLines: number; chain: string }, ...groups: string[][]) {
  const texts: string[][] = [];
  try {
    for await (const { entries } of uncommitted(committed, groupsOf(...groups))) {
      texts.push(entries.map(({ raw }) => raw.toString()));
    }
    return texts;
  } catch (error) {
    return (error as Problem).type;
  }
}

describe('what is left of a batch', () => {
  const fresh = { committedLines: 0, chain: '' };
  const half = { committedLines: 3, chain: chain(['a', '2x']) };

  it('is all of it at first', async () => expect(await left(fresh, ['a', 'b'], ['c'])).toEqual([['a', 'b'], ['c']]));

  it('is what follows the last committed group, however many lines that took', async () =>
    expect(await left(half, ['a', '2x'], ['c', 'd'], ['e'])).toEqual([['c', 'd'], ['e']]));

  it('is nothing when all is committed', async () => expect(await left(half, ['a', '2x'])).toEqual([]));

  it.each([
    ['another record in what was committed', [['b', '2x'], ['c']]],
    ['fewer records than were committed', [['a']]],
    ['nothing', []],
    ['a group that ends in the middle of what was committed', [['a'], ['2x'], ['c']]],
    ['a group that reaches beyond what was committed', [['a', '2x', 'c']]],
  ])('is not told of a payload with %s', async (_, groups) => expect(await left(half, ...groups)).toBe('key-reused'));
});
