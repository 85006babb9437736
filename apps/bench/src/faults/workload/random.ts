/** Numbers that come again with the same seed (mulberry32), from 0 to below 1. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Draws places from 0 to `count - 1`, the first ones most often: place n with weight 1 / (n + 1) ** `exponent`. */
export function zipf(count: number, exponent: number, random: () => number): () => number {
  const sums: number[] = [];
  for (let place = 0; place < count; place += 1) sums.push((sums.at(-1) ?? 0) + (place + 1) ** -exponent);
  const total = sums.at(-1) ?? 0;
  return () => {
    const drawn = random() * total;
    return sums.findIndex((sum) => drawn < sum);
  };
}
