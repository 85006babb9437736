import type { WrittenValue } from './written-value.js';

const SIXTEEN_DIGITS = /^[0-9]{16}$/;
const EXPONENT = /^[0-9][.,]?[0-9]*[eE]\+?[0-9]{1,2}$/;
/** A spreadsheet keeps 15 significant digits of a number: the last of 16 is then always 0. */
const LAST_DIGIT_LOST = /0$/;

/**
 * NIK and KK numbers with marks between the digits, or as numbers. One that went through a number of 15 digits is
 * refused: what its last digit was, nobody can say.
 */
export function readSixteenDigits(value: unknown): WrittenValue | undefined {
  if (typeof value === 'number') return readNumber(value);
  if (typeof value !== 'string' || SIXTEEN_DIGITS.test(value)) return undefined;
  const bare = value.trim();
  if (EXPONENT.test(bare)) return { lost: 'digits.lost' };
  const digits = bare.replace(/^['’]/, '').replace(/[\s.-]/g, '');
  if (!SIXTEEN_DIGITS.test(digits)) return undefined;
  return { value: digits, rule: /^['’]/.test(bare) ? 'written.apostrophe' : 'written.grouped' };
}

function readNumber(value: number): WrittenValue | undefined {
  const digits = String(value);
  if (!Number.isSafeInteger(value) || LAST_DIGIT_LOST.test(digits)) return { lost: 'digits.lost' };
  return SIXTEEN_DIGITS.test(digits) ? { value: digits, rule: 'written.number' } : undefined;
}
