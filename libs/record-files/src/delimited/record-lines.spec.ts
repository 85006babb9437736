import { splitLines } from '../lines/split-lines.js';
import { recordLines } from './record-lines.js';

async function* stream(text: string): AsyncGenerator<Buffer> {
  yield await Promise.resolve(Buffer.from(text));
}

async function recordsOf(text: string, limit = 40) {
  const records: string[] = [];
  for await (const { line, lastLine, bytes, fault } of recordLines(splitLines(stream(text), limit), ',', {
    limit,
    first: 2,
  })) {
    records.push(`${line}-${lastLine} ${fault ?? bytes.toString()}`);
  }
  return records;
}

describe('the lines of a table', () => {
  it('are one record each', async () => expect(await recordsOf('a,b\nc,d')).toEqual(['2-2 a,b', '3-3 c,d']));

  it('are one record together while a quote is open', async () =>
    expect(await recordsOf('a,"b\nc ""d"" \ne",f\ng,h')).toEqual(['2-4 a,"b\nc ""d"" \ne",f', '5-5 g,h']));

  it('are not kept together by a quote inside a cell', async () =>
    expect(await recordsOf('JL. 5" A,b\nc,d')).toEqual(['2-2 JL. 5" A,b', '3-3 c,d']));

  it('go on after a quote that nothing closes', async () =>
    expect(await recordsOf('a,"b\nc,d\ne,f')).toEqual(['2-2 line.quote', '3-3 c,d', '4-4 e,f']));

  it('go on after a quote that is not closed within the limit, and do not pair it with a later one', async () => {
    const far = Array.from({ length: 10 }, (_, at) => `${at},abcdefgh`);
    expect(await recordsOf(`a,"b\n${far.join('\n')}\nc,"d"`)).toEqual([
      '2-2 line.quote',
      ...far.map((text, at) => `${at + 3}-${at + 3} ${text}`),
      '13-13 c,"d"',
    ]);
  });

  it('that are too long are told, alone or after an open quote', async () => {
    const long = 'x'.repeat(50);
    expect(await recordsOf(`a\n${long}\nb`)).toEqual(['2-2 a', '3-3 line.length', '4-4 b']);
    expect(await recordsOf(`"a\n${long}\nb`)).toEqual(['2-2 line.quote', '3-3 line.length', '4-4 b']);
  });
});
