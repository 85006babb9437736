import { civilDayEnd, civilToday } from './civil-today.js';

describe('the civil day in Lampung', () => {
  it.each([
    ['2026-11-24T16:59:59.999Z', '2026-11-24'],
    ['2026-11-24T17:00:00.000Z', '2026-11-25'],
    ['2026-12-31T17:00:00.000Z', '2027-01-01'],
    ['2028-02-28T17:00:00.000Z', '2028-02-29'],
  ])('begins at 17:00 UTC: %s is %s', (instant, day) => expect(civilToday(new Date(instant))).toBe(day));

  it('ends where the next begins', () => {
    expect(civilToday(new Date(civilDayEnd('2026-12-31')))).toBe('2027-01-01');
    expect(civilToday(new Date(civilDayEnd('2026-12-31') - 1))).toBe('2026-12-31');
  });
});
