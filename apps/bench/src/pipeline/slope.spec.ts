import { slopeOf } from './slope.js';

describe('The slope of memory', () => {
  it('is what it grows by in a minute, however it jumps between', () => {
    const jumps = [0, 1, 2, 3].flatMap((minutes) => [
      { minutes, megabytes: 100 + 2 * minutes - 5 },
      { minutes, megabytes: 100 + 2 * minutes + 5 },
    ]);
    expect(slopeOf(jumps)).toBeCloseTo(2);
  });

  it('is none for memory that stays', () => {
    expect(slopeOf([1, 2, 3].map((minutes) => ({ minutes, megabytes: 80 })))).toBe(0);
  });

  it('is not made up from one sample', () => {
    expect(() => slopeOf([{ minutes: 1, megabytes: 80 }])).toThrow('two samples');
  });
});
