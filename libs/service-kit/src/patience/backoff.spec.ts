import { backoff } from './backoff.js';

it('Each wait before another attempt is twice the one before, from 100 ms on and never above 5 s', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 2_000].map(backoff)).toEqual([100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000]);
});
