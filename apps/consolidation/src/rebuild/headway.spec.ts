import { Headway, remainingSeconds } from './headway.js';

describe('how fast a rebuild comes on', () => {
  it('is measured from where this process took it up', () => {
    const headway = new Headway();
    expect(headway.at(5_000n, 1_000)).toBe(0);
    expect(headway.at(25_000n, 3_000)).toBe(10_000);
    expect(headway.last).toBe(10_000);
  });
});

describe('the time that is left', () => {
  const run = (eventsDone: string, eventsTotal: string, eventsPerSecond: number | null) =>
    remainingSeconds({ eventsDone, eventsTotal, eventsPerSecond });

  it.each([
    ['half of it to go', run('500', '1000', 100), 5],
    ['less than a second to go', run('999', '1000', 100), 1],
    ['nothing to go', run('1000', '1000', null), 0],
    ['not measured yet', run('0', '1000', null), null],
    ['standing still', run('10', '1000', 0), null],
  ])('is told in whole seconds, or not at all: %s', (_what, seconds, expected) => {
    expect(seconds).toBe(expected);
  });
});
