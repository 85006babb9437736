import { allowance } from './hand-overs.js';

describe('How many messages may stand in the log again', () => {
  it('is what the strike explains, while the lease passed only from those it struck', () => {
    expect(allowance({ mayRepeat: 0 }, 0)).toBe(0);
    expect(allowance({ mayRepeat: 40, handOvers: 1 }, 1)).toBe(40);
    expect(allowance({ mayRepeat: 40, handOvers: 1 }, 0)).toBe(40);
  });

  it('grows by two batches with each lease that ran out by itself', () => {
    expect(allowance({ mayRepeat: 0 }, 1)).toBe(2_000);
    expect(allowance({ mayRepeat: 40, handOvers: 1 }, 3)).toBe(4_040);
  });

  it('is not known of a strike that does not say', () => {
    expect(allowance({}, 3)).toBeUndefined();
  });
});
