import fc from 'fast-check';
import { splitLines } from './split-lines.js';

async function* stream(...chunks: readonly (string | Uint8Array)[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk as string));
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const linesOf = async (limit: number, ...chunks: string[]) =>
  (await collect(splitLines(stream(...chunks), limit))).map(({ bytes, tooLong }) => [bytes.toString(), tooLong]);

/** The bytes cut at these places. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...ends].map((start, index) => bytes.subarray(start, [...ends, bytes.length][index]));
}

describe('a payload cut into lines', () => {
  it('gives each line without its line feed, the last one with or without it', async () => {
    expect(await linesOf(9, 'a\nbc\n')).toEqual([
      ['a', false],
      ['bc', false],
    ]);
    expect(await linesOf(9, 'a\nbc')).toEqual([
      ['a', false],
      ['bc', false],
    ]);
  });

  it('keeps empty lines, so that line numbers are those of the sender’s file', async () => {
    expect(await linesOf(9, '\n\na')).toEqual([
      ['', false],
      ['', false],
      ['a', false],
    ]);
  });

  it('is no line when there is nothing', async () => {
    expect(await linesOf(9)).toEqual([]);
    expect(await linesOf(9, '')).toEqual([]);
  });

  it('puts a line together again that came in pieces', async () => {
    expect(await linesOf(9, 'a', 'b', '', 'c\nd', '\n')).toEqual([
      ['abc', false],
      ['d', false],
    ]);
  });

  it('marks a line that is longer than the limit, keeps only its beginning, and goes on after it', async () => {
    expect(await linesOf(3, 'abc\nabcd\nabcdefghij', 'klm\nx')).toEqual([
      ['abc', false],
      ['abcd', true],
      ['abcd', true],
      ['x', false],
    ]);
  });

  it('is the same however the bytes were cut on their way', async () => {
    const bytesWithLines = fc
      .array(fc.oneof(fc.constant(10), fc.integer({ min: 0, max: 255 })))
      .map((all) => Uint8Array.from(all));
    await fc.assert(
      fc.asyncProperty(bytesWithLines, fc.array(fc.nat(200)), async (bytes, places) => {
        const whole = await collect(splitLines(stream(bytes), 5));
        expect(await collect(splitLines(stream(...cut(bytes, places)), 5))).toEqual(whole);
      }),
    );
  });

  it('loses no byte of any line within the limit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.array(fc.nat(300)), async (bytes, places) => {
        const lines = await collect(splitLines(stream(...cut(bytes, places)), 1_000));
        const joined = Buffer.concat(lines.flatMap(({ bytes: line }) => [line, Buffer.from('\n')]));
        const ended = bytes.length === 0 || bytes.at(-1) === 10 ? bytes : Uint8Array.from([...bytes, 10]);
        expect(joined).toEqual(Buffer.from(ended));
      }),
    );
  });
});
