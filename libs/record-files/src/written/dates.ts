import type { WrittenValue } from './written-value.js';

const ISO = /^\d{4}-\d{2}-\d{2}$/;
const ISO_AT_MIDNIGHT = /^(\d{4}-\d{2}-\d{2})[T ]00:00(:00(\.0+)?)?Z?$/;
const DAY_FIRST = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})$/;
const MONTH_IN_WORDS = /^(\d{1,2})[- ]([A-Za-z]{3,9})[- ](\d{4})$/;
const SERIAL = /^\d{5}$/;
/** Serials before are of before 1927: rather a mistyped year than a day. */
const FIRST_SERIAL = 10_000;
const LAST_SERIAL = 80_000;
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/** The first three letters of the months, and their other spellings. */
const MONTHS = [
  'jan',
  'feb|peb',
  'mar',
  'apr',
  'mei|may',
  'jun',
  'jul',
  'agu|agt|ags|aug',
  'sep',
  'okt|oct',
  'nov|nop',
  'des|dec',
];

/**
 * Days as people and spreadsheets write them: the day before the month, as everybody does in Indonesia, the month in
 * words, or the number of days since 1900. A year of two digits and whatever is no day of the calendar is not guessed.
 */
export function readDate(value: unknown): WrittenValue | undefined {
  if (typeof value === 'number') return fromSerial(value);
  if (typeof value !== 'string' || ISO.test(value)) return undefined;
  const bare = value.trim().replace(/^['’]/, '');
  if (SERIAL.test(bare)) return fromSerial(Number(bare));
  const midnight = ISO_AT_MIDNIGHT.exec(bare)?.[1];
  if (midnight !== undefined) return { value: midnight, rule: 'written.date' };
  const [, day, , month, year] = DAY_FIRST.exec(bare) ?? [];
  if (day !== undefined) return written(day, month, year);
  const [, dayBefore, word = '', yearAfter] = MONTH_IN_WORDS.exec(bare) ?? [];
  return dayBefore === undefined ? withoutMarks(value, bare) : written(dayBefore, monthOf(word), yearAfter);
}

function withoutMarks(value: string, bare: string): WrittenValue | undefined {
  return value !== bare && ISO.test(bare) ? { value: bare, rule: 'written.apostrophe' } : undefined;
}

function written(day: string, month = '', year = ''): WrittenValue | undefined {
  if (month === '') return undefined;
  return { value: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, rule: 'written.date' };
}

function monthOf(word: string): string {
  const letters = word.slice(0, 3).toLowerCase();
  const at = MONTHS.findIndex((spellings) => spellings.split('|').includes(letters));
  return at < 0 ? '' : String(at + 1);
}

function fromSerial(serial: number): WrittenValue | undefined {
  if (!Number.isInteger(serial) || serial < FIRST_SERIAL || serial > LAST_SERIAL) return undefined;
  return { value: new Date(SERIAL_EPOCH + serial * DAY_MS).toISOString().slice(0, 10), rule: 'written.serial' };
}
