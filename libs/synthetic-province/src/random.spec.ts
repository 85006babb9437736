import { pickByShare, Random } from './random.js';

const draw = <T>(count: number, take: () => T): T[] => Array.from({ length: count }, take);

describe('seeded chance', () => {
  it('repeats itself for the same seed and not for another', () => {
    const numbers = (seed: string): number[] => {
      const random = new Random(seed);
      return draw(20, () => random.next());
    };
    expect(numbers('a')).toEqual(numbers('a'));
    expect(numbers('a')).not.toEqual(numbers('b'));
    expect(numbers('province/18.09.10.2004')).not.toEqual(numbers('province/18.09.10.2005'));
  });

  it('is even from 0 to 1', () => {
    const random = new Random('even');
    const numbers = draw(100_000, () => random.next());
    for (let tenth = 0; tenth < 10; tenth++) {
      const share = numbers.filter((number) => Math.floor(number * 10) === tenth).length / numbers.length;
      expect(Math.abs(share - 0.1)).toBeLessThan(0.005);
    }
  });

  it('reaches both ends of a range and nothing beyond', () => {
    const random = new Random('range');
    expect([...new Set(draw(1000, () => random.between(3, 6)))].sort()).toEqual([3, 4, 5, 6]);
    expect(random.between(5, 5)).toBe(5);
  });

  it('swings around 0 by about 1', () => {
    const random = new Random('bell');
    const numbers = draw(50_000, () => random.bell());
    const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
    const spread = Math.sqrt(numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / numbers.length);
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(spread - 1)).toBeLessThan(0.02);
  });

  it('shuffles without losing or doubling anything', () => {
    const values = draw(50, () => 0).map((_, index) => index);
    const shuffled = new Random('cards').shuffle([...values]);
    expect(shuffled).not.toEqual(values);
    expect(shuffled.sort((a, b) => a - b)).toEqual(values);
  });

  it('gives each choice the stretch of the line that its weight says', () => {
    const choices = [
      ['a', 1],
      ['b', 3],
    ] as const;
    expect([0, 0.24, 0.25, 0.99, 1].map((point) => pickByShare<string>(choices, point))).toEqual([
      'a',
      'a',
      'b',
      'b',
      'b',
    ]);
  });
});
