import { changedInFuture } from './changed-in-future.js';

describe('a time of change', () => {
  it.each([
    ['2026-11-24T16:59:59Z', 0],
    ['2026-11-24T17:00:00Z', 1],
    ['2026-11-25T00:00:00+07:00', 1],
    [undefined, 0],
  ])('%s, told on 24 November in Lampung, lies in the future %d times', (changedAt, count) =>
    expect(changedInFuture({ changedAt }, '2026-11-24')).toHaveLength(count),
  );
});
