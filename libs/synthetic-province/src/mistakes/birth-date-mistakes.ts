import { dayOf } from '../civil-day.js';
import type { Mistakes } from './spoil.js';

const MONTHS = [
  ['Januari', 'JAN'],
  ['Februari', 'FEB'],
  ['Maret', 'MAR'],
  ['April', 'APR'],
  ['Mei', 'MEI'],
  ['Juni', 'JUN'],
  ['Juli', 'JUL'],
  ['Agustus', 'AGT'],
  ['September', 'SEP'],
  ['Oktober', 'OKT'],
  ['November', 'NOP'],
  ['Desember', 'DES'],
] as const;
/** What is typed when only the year is known. */
const UNKNOWN_DAYS = ['01-01', '12-31', '07-01'] as const;
const EXCEL_EPOCH = dayOf(1899, 12, 30);
/** Serials below are of before 1927 and rarely survive a spreadsheet. */
const FIRST_SERIAL = 10_000;

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

function partsOf(date: string): Parts {
  const [year = '', month = '', day = ''] = date.split('-');
  return { year, month, day };
}

const written = (form: (parts: Parts) => string | undefined) => (person: { birthDate: string }) => {
  const birthDate = form(partsOf(person.birthDate));
  return birthDate === undefined || birthDate === person.birthDate ? undefined : { birthDate };
};

function excelSerial({ year, month, day }: Parts): string | undefined {
  const serial = dayOf(Number(year), Number(month), Number(day)) - EXCEL_EPOCH;
  return serial < FIRST_SERIAL ? undefined : String(serial);
}

const monthOf = (month: string, form: 0 | 1): string => MONTHS[Number(month) - 1]?.[form] ?? '';

/** Written another way, or wrong. */
export const BIRTH_DATE_MISTAKES = {
  'date.dashes': { rate: 0.02, spoil: written(({ year, month, day }) => `${day}-${month}-${year}`) },
  'date.slashes': { rate: 0.02, spoil: written(({ year, month, day }) => `${day}/${month}/${year}`) },
  'date.month-in-words': {
    rate: 0.01,
    spoil: written(({ year, month, day }) => `${Number(day)} ${monthOf(month, 0)} ${year}`),
  },
  'date.month-in-letters': {
    rate: 0.005,
    spoil: written(({ year, month, day }) => `${day}-${monthOf(month, 1)}-${year}`),
  },
  'date.excel-serial': { rate: 0.005, spoil: written(excelSerial) },
  'date.two-digit-year': {
    rate: 0.005,
    spoil: written(({ year, month, day }) => `${Number(day)}/${Number(month)}/${year.slice(2)}`),
  },
  'date.day-month-swapped': {
    rate: 0.01,
    spoil: written(({ year, month, day }) => (Number(day) > 12 ? undefined : `${year}-${day}-${month}`)),
  },
  'date.default': {
    rate: 0.02,
    spoil: ({ birthDate }, { random }) => {
      const days = UNKNOWN_DAYS.filter((day) => !birthDate.endsWith(day));
      return { birthDate: `${birthDate.slice(0, 5)}${random.pick(days)}` };
    },
  },
  'date.year-of-card': {
    rate: 0.002,
    spoil: ({ birthDate }, { household }) => {
      const year = household.familyCard.issuedOn.slice(0, 4);
      return birthDate.startsWith(year) ? undefined : { birthDate: year + birthDate.slice(4) };
    },
  },
} satisfies Mistakes;
