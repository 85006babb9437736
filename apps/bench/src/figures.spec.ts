import { isOver, quantile } from './figures.js';

describe('A quantile', () => {
  const values = [5, 1, 4, 2, 3];

  it.each([
    [0.5, 3],
    [0.99, 5],
    [0.2, 1],
    [0, 1],
  ])('of share %d of 1 to 5 is %d', (share, value) => expect(quantile(values, share)).toBe(value));

  it('of nothing is not made up', () => expect(() => quantile([], 0.5)).toThrow('nothing was measured'));
});

describe('A figure', () => {
  const figure = { what: 'peak', value: 300, unit: 'MB' } as const;

  it('may reach its limit and no more', () => {
    expect([299, 300, 301].map((atMost) => isOver({ ...figure, atMost }))).toEqual([true, false, false]);
  });

  it('without a limit is never over', () => expect(isOver(figure)).toBe(false));
});
