import { oneBehind } from './one-behind.js';

async function* saying(...items: (string | Error)[]): AsyncGenerator<string> {
  for (const item of items) {
    if (item instanceof Error) throw item;
    yield item;
  }
}

async function heard(items: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  try {
    for await (const item of items) all.push(item);
  } catch (error) {
    all.push((error as Error).message);
  }
  return all;
}

describe('One behind', () => {
  it.each([[[]], [['a']], [['a', 'b', 'c']]])('%j is the same', async (items) => {
    expect(await heard(oneBehind(saying(...items)))).toEqual(items);
  });

  it('holds the last back when the end is an error', async () => {
    expect(await heard(oneBehind(saying('a', 'b', 'c', new Error('torn'))))).toEqual(['a', 'b', 'torn']);
  });
});
