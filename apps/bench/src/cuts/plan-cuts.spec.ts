import { CUTS } from './cut.js';
import { planCuts } from './plan-cuts.js';

describe('Planned cuts', () => {
  const planned = planCuts(100_000, 20, { random: Math.random });

  it('follow each other in the order of the batch, and leave its end alone', () => {
    const places = planned.map(({ afterLines }) => afterLines);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places.every((place) => place >= 0 && place < 90_000)).toBe(true);
  });

  it('are of every kind', () => {
    expect(new Set(planned.map(({ cut }) => cut))).toEqual(new Set(CUTS));
  });
});
