import fc from 'fast-check';
import { daysInMonth, isCivilDate, isInstant } from './date.js';

describe('a civil date', () => {
  it.each(['1990-08-17', '2000-02-29', '2024-02-29', '1900-02-28', '1850-01-01', '2026-12-31'])('%s is a day', (text) =>
    expect(isCivilDate(text)).toBe(true),
  );

  it.each([
    ['a week date', '1990-W33-5'],
    ['an ordinal date', '1990-229'],
    ['a year only', '1990'],
    ['a year and month', '1990-08'],
    ['31 February', '1990-02-31'],
    ['29 February 1900, no leap year', '1900-02-29'],
    ['month 0', '1990-00-17'],
    ['month 13', '1990-13-17'],
    ['day 0', '1990-08-00'],
    ['the Indonesian order', '17-08-1990'],
    ['slashes', '1990/08/17'],
    ['no separators', '19900817'],
    ['a time behind it', '1990-08-17T00:00:00Z'],
    ['a line break behind it', '1990-08-17\n'],
    ['a year before civil registration', '1849-12-31'],
    ['digits of another script', '１990-08-17'],
    ['nothing', ''],
  ])('%s is refused', (_, text) => expect(isCivilDate(text)).toBe(false));

  it('is text', () => {
    expect(isCivilDate(19900817)).toBe(false);
    expect(isCivilDate(new Date())).toBe(false);
  });

  it('is accepted for every day the calendar has', () => {
    const day = fc.date({
      min: new Date('1850-01-01T00:00:00Z'),
      max: new Date('9999-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(fc.property(day, (date) => isCivilDate(date.toISOString().slice(0, 10))));
  });

  it('knows the length of February', () => {
    expect([1900, 2000, 2023, 2024].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29]);
  });
});

describe('an instant', () => {
  it.each([
    '2026-01-05T03:04:05Z',
    '2026-01-05T10:04:05+07:00',
    '2026-01-05T03:04:05.123456789Z',
    '2026-01-05t03:04:05z',
    '2026-01-05T23:59:59-12:00',
  ])('%s is a moment', (text) => expect(isInstant(text)).toBe(true));

  it.each([
    ['without zone', '2026-01-05T03:04:05'],
    ['a date only', '2026-01-05'],
    ['of a day that is not', '2026-02-30T03:04:05Z'],
    ['at hour 24', '2026-01-05T24:00:00Z'],
    ['at minute 60', '2026-01-05T03:60:00Z'],
    ['at second 60, which the database would move', '2026-12-31T23:59:60Z'],
    ['at an offset nobody uses', '2026-01-05T03:04:05+16:00'],
    ['with a blank instead of T', '2026-01-05 03:04:05Z'],
    ['without seconds', '2026-01-05T03:04Z'],
    ['with ten decimals', '2026-01-05T03:04:05.1234567890Z'],
  ])('%s is refused', (_, text) => expect(isInstant(text)).toBe(false));

  it('is accepted as every clock of ours writes it', () => {
    const moment = fc.date({
      min: new Date('1850-01-01T00:00:00Z'),
      max: new Date('9999-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(fc.property(moment, (date) => isInstant(date.toISOString())));
  });
});
