import { PositionRates } from './position-rates.js';

const sample = (seconds: number, next: Record<string, bigint>) => ({
  at: seconds * 1_000,
  next: new Map(Object.entries(next)),
});

describe('the rate of a partition', () => {
  let rates: PositionRates;

  beforeEach(() => {
    rates = new PositionRates();
  });

  it('is not known from one sample', () => {
    rates.add(sample(0, { a: 5n }));
    expect(rates.rateOf('a')).toBeNull();
  });

  it('is what its position moved by, over the time between the samples', () => {
    rates.add(sample(0, { a: 5n }));
    rates.add(sample(10, { a: 30n }));
    expect(rates.rateOf('a')).toBe(2.5);
  });

  it('is 0 while nothing is said', () => {
    rates.add(sample(0, { a: 5n }));
    rates.add(sample(10, { a: 5n }));
    expect(rates.rateOf('a')).toBe(0);
  });

  it('forgets what was more than a minute ago', () => {
    rates.add(sample(0, { a: 0n }));
    rates.add(sample(30, { a: 9_000n }));
    rates.add(sample(90, { a: 9_060n }));
    expect(rates.rateOf('a')).toBe(1);
  });

  it('of a partition that came later starts with its first sample', () => {
    rates.add(sample(0, { a: 5n }));
    rates.add(sample(10, { a: 5n, b: 100n }));
    rates.add(sample(20, { a: 5n, b: 200n }));
    expect(rates.rateOf('b')).toBe(10);
  });

  it('stays exact beyond 2^53', () => {
    rates.add(sample(0, { a: 9_007_199_254_740_993n }));
    rates.add(sample(10, { a: 9_007_199_254_741_003n }));
    expect(rates.rateOf('a')).toBe(1);
  });
});
