const CIVIL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** Hours end at 23 and offsets at 14 (the widest in use): the database refuses what lies beyond. */
const INSTANT = /^\d{4}-\d{2}-\d{2}[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?([Zz]|[+-](0\d|1[0-4]):[0-5]\d)$/;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `month` from 1. Reckoned, not asked of `Date`: four days of each record of a batch are held against it. */
export function daysInMonth(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0);
}

/** A real day of the calendar as `YYYY-MM-DD`; week dates and bare years are refused. */
export function isCivilDate(value: unknown): value is string {
  const parts = typeof value === 'string' ? CIVIL_DATE.exec(value) : null;
  if (!parts) return false;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  return year >= 1850 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** RFC 3339 date-time with an offset. */
export function isInstant(value: unknown): value is string {
  return typeof value === 'string' && INSTANT.test(value) && isCivilDate(value.slice(0, 10));
}
