import { medianOf, misses, quantile } from './figures.js';

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

describe('The median of repetitions', () => {
  it('comes with the smallest and the largest', () => {
    expect(medianOf([5, 1, 4, 2, 3])).toEqual({ value: 3, range: [1, 5] });
  });
});

describe('A figure', () => {
  const figure = { what: 'peak', value: 300, unit: 'MB' } as const;

  it('may reach its limit and no more', () => {
    expect([299, 300, 301].map((atMost) => misses({ ...figure, atMost }))).toEqual([true, false, false]);
  });

  it('may reach its floor and no less', () => {
    expect([299, 300, 301].map((atLeast) => misses({ ...figure, atLeast }))).toEqual([false, false, true]);
  });

  it('without a limit misses none', () => expect(misses(figure)).toBe(false));
});
