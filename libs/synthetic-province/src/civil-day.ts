/** A civil day as whole days since 1970-01-01: plain numbers sort, subtract and fit in typed arrays. */
export type CivilDay = number;

export const DAYS_PER_YEAR = 365.2425;

export function dayOf(year: number, month: number, day: number): CivilDay {
  return Math.floor(Date.UTC(year, month - 1, day) / 86_400_000);
}

/** `YYYY-MM-DD` -> day; refuses what is not a real day. */
export function parseDay(text: string): CivilDay {
  const day = Math.floor(Date.parse(`${text}T00:00:00Z`) / 86_400_000);
  if (Number.isNaN(day) || formatDay(day) !== text) throw new Error(`${text} is not a day written YYYY-MM-DD.`);
  return day;
}

export function formatDay(day: CivilDay): string {
  const { year, month, day: date } = civilOf(day);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`;
}

/** DDMMYY as it stands inside a NIK or KK number; a woman's NIK carries her day of birth plus 40. */
export function digitsOfDay(day: CivilDay, addToDay = 0): string {
  const { year, month, day: date } = civilOf(day);
  return `${two(date + addToDay)}${two(month)}${two(year % 100)}`;
}

/** The same date so many years earlier or later (29 February becomes 1 March where needed). */
export function plusYears(day: CivilDay, years: number): CivilDay {
  const { year, month, day: date } = civilOf(day);
  return dayOf(year + years, month, date);
}

export function yearOf(day: CivilDay): number {
  return civilOf(day).year;
}

/** Howard Hinnant's civil_from_days: no Date object for each of millions of persons. */
function civilOf(day: CivilDay): { year: number; month: number; day: number } {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const date = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: date };
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
