import { chainOf } from './chain.js';

const group = (...texts: string[]) => texts.map((text) => ({ bytes: Buffer.from(text), tooLong: false }));

describe('the rolling hash over committed lines', () => {
  it('is the same for the same groups', () => {
    expect(chainOf(chainOf('', group('a', 'b')), group('c'))).toBe(chainOf(chainOf('', group('a', 'b')), group('c')));
  });

  it.each([
    ['another line', group('a', 'x')],
    ['another order', group('b', 'a')],
    ['lines joined', group('ab')],
    ['a line more', group('a', 'b', '')],
  ])('tells %s apart', (_, other) => expect(chainOf('', other)).not.toBe(chainOf('', group('a', 'b'))));

  it('tells the same group after another beginning apart', () => {
    expect(chainOf(chainOf('', group('x')), group('b'))).not.toBe(chainOf(chainOf('', group('a')), group('b')));
  });
});
