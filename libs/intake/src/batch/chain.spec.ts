import { chainOf } from './chain.js';

const group = (...texts: string[]) => texts.map((text) => ({ raw: Buffer.from(text) }));

describe('the rolling hash over committed records', () => {
  it('is the same for the same groups', () => {
    expect(chainOf(chainOf('', group('a', 'b')), group('c'))).toBe(chainOf(chainOf('', group('a', 'b')), group('c')));
  });

  it.each([
    ['another record', group('a', 'x')],
    ['another order', group('b', 'a')],
    ['records joined', group('ab')],
    ['a record more', group('a', 'b', '')],
  ])('tells %s apart', (_, other) => expect(chainOf('', other)).not.toBe(chainOf('', group('a', 'b'))));

  it('tells the same group after another beginning apart', () => {
    expect(chainOf(chainOf('', group('x')), group('b'))).not.toBe(chainOf(chainOf('', group('a')), group('b')));
  });
});
