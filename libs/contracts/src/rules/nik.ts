import { daysInMonth } from './date.js';

const SIXTEEN_DIGITS = /^[0-9]{16}$/;

export function isSixteenDigits(value: unknown): value is string {
  return typeof value === 'string' && SIXTEEN_DIGITS.test(value);
}

/**
 * Digits 7 to 12 of a NIK are DDMMYY, the day + 40 for women (PP 37/2007 art. 37).
 * 29 February needs YY % 4 = 0; every other year of a century pair agrees.
 * A leading 0 marks a temporary identifier of a village system, whose middle digits are no date.
 */
export function hasPossibleBirthDate(nik: unknown): boolean {
  if (!isSixteenDigits(nik)) return true;
  if (nik.startsWith('0')) return true;
  const written = Number(nik.slice(6, 8));
  const day = written > 40 ? written - 40 : written;
  const month = Number(nik.slice(8, 10));
  const year = 2000 + Number(nik.slice(10, 12));
  return written !== 40 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Digits 7 to 12 of a KK number are the day of recording, never + 40. */
export function hasPossibleRecordingDate(kk: unknown): boolean {
  if (!isSixteenDigits(kk) || kk.startsWith('0')) return true;
  return Number(kk.slice(6, 8)) <= 31 && hasPossibleBirthDate(kk);
}
