/** A seeded source of chance: the same seed text gives the same sequence on every machine. Not for secrets. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(seed: string) {
    [this.a, this.b, this.c] = [hash(seed, 0x9e3779b9), hash(seed, 0x85ebca6b), hash(seed, 0xc2b2ae35)];
    for (let warmUp = 0; warmUp < 12; warmUp++) this.next();
  }

  /** Uniform in [0, 1). The generator is sfc32 of PractRand. */
  next(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  }

  /** Whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return to <= from ? from : from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Bell-shaped around 0 with standard deviation 1, never beyond 3.5. */
  bell(): number {
    return (this.next() + this.next() + this.next() + this.next() - 2) * 1.732;
  }

  pick<T>(values: readonly T[]): T {
    return this.at(values, this.next());
  }

  /** Like pick, but the front of the list comes up more often: a few names are borne by many. */
  pickSkewed<T>(values: readonly T[]): T {
    const chance = this.next();
    return this.at(values, chance * Math.sqrt(chance));
  }

  weighted<T>(choices: readonly (readonly [T, number])[]): T {
    return pickByShare(choices, this.next());
  }

  shuffle<T>(values: T[]): T[] {
    for (let last = values.length - 1; last > 0; last--) {
      const other = this.between(0, last);
      [values[last], values[other]] = [values[other] as T, values[last] as T];
    }
    return values;
  }

  private at<T>(values: readonly T[], fraction: number): T {
    return values[Math.floor(fraction * values.length)] as T;
  }
}

/** The choice at this point (0 to 1) of the line on which each choice takes a length equal to its weight. */
export function pickByShare<T>(choices: readonly (readonly [T, number])[], point: number): T {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let left = point * total;
  const found = choices.find(([, weight]) => (left -= weight) < 0);
  return (found ?? (choices.at(-1) as readonly [T, number]))[0];
}

/** 32-bit FNV-1a with a final avalanche. */
function hash(text: string, basis: number): number {
  let value = basis;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  value = Math.imul(value ^ (value >>> 15), 0x846ca68b);
  return (value ^ (value >>> 16)) | 0;
}
