import { inGroups } from './in-groups.js';

async function* each<T>(...items: T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('records in groups', () => {
  it('are of one size but for the last', async () => {
    expect(await collect(inGroups(each('a', 'b', 'c', 'd', 'e'), 2))).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });

  it('have no empty group at the end', async () => {
    expect(await collect(inGroups(each('a', 'b'), 2))).toHaveLength(1);
    expect(await collect(inGroups(each(), 2))).toEqual([]);
  });
});
