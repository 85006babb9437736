import { dayOf, digitsOfDay, formatDay, parseDay, plusYears, yearOf } from './civil-day.js';

describe('a civil day', () => {
  it('is written as the calendar writes it, for every day of 120 years', () => {
    const wrong: string[] = [];
    for (let day = dayOf(1910, 1, 1); day <= dayOf(2030, 12, 31); day++) {
      const text = new Date(day * 86_400_000).toISOString().slice(0, 10);
      if (formatDay(day) !== text || parseDay(text) !== day) wrong.push(text);
    }
    expect(wrong).toEqual([]);
  });

  // Worked examples of NIKs: woman and man of 17-08-1990, woman of 29-02-2000.
  it.each([
    ['1990-08-17', 40, '570890'],
    ['1990-08-17', 0, '170890'],
    ['2000-02-29', 40, '690200'],
  ])('%s with %i added to the day stands in a number as %s', (day, added, digits) => {
    expect(digitsOfDay(parseDay(day), added)).toBe(digits);
  });

  it('knows the same date years earlier, and the first of March for the 29th of February', () => {
    expect(formatDay(plusYears(parseDay('2026-06-30'), -35))).toBe('1991-06-30');
    expect(formatDay(plusYears(parseDay('2024-02-29'), -1))).toBe('2023-03-01');
    expect(yearOf(parseDay('1969-12-31'))).toBe(1969);
  });

  it.each(['2026-02-29', '2026-13-01', '26-01-01', '2026', '', '2026-1-1'])('refuses %j', (text) => {
    expect(() => parseDay(text)).toThrow('YYYY-MM-DD');
  });
});
