import type { Random } from '../random.js';
import type { Mistakes } from './spoil.js';

const LOOK_ALIKES: Readonly<Record<string, string>> = { '0': 'O', '1': 'I', '8': 'B', '5': 'S', '2': 'Z', '6': 'b' };
const DAY_OF_A_WOMAN = 40;

const replaceAt = (text: string, at: number, by: string): string => text.slice(0, at) + by + text.slice(at + 1);
const placeIn = (text: string, random: Random): number => random.between(0, text.length - 1);

function transposed(nik: string, random: Random): string | undefined {
  const places = [...nik].flatMap((digit, at) => (at > 0 && digit !== nik[at - 1] ? [at] : []));
  if (places.length === 0) return undefined;
  const at = random.pick(places);
  return `${nik.slice(0, at - 1)}${nik[at]}${nik[at - 1]}${nik.slice(at + 1)}`;
}

function lookAlike(nik: string, random: Random): string | undefined {
  const places = [...nik].flatMap((digit, at) => (digit in LOOK_ALIKES ? [at] : []));
  if (places.length === 0) return undefined;
  const at = random.pick(places);
  return replaceAt(nik, at, LOOK_ALIKES[nik[at] ?? ''] ?? '');
}

function otherDigit(nik: string, random: Random): string {
  const at = placeIn(nik, random);
  return replaceAt(nik, at, String((Number(nik[at]) + random.between(1, 9)) % 10));
}

function shiftDay(nik: string, by: number): string {
  return nik.slice(0, 6) + String(Number(nik.slice(6, 8)) + by).padStart(2, '0') + nik.slice(8);
}

const as = (nik: string | undefined): { nik: string } | undefined => (nik === undefined ? undefined : { nik });

/** Of the number that is typed most, and copied through spreadsheets. */
export const NIK_MISTAKES = {
  'nik.wrong-digit': { rate: 0.01, spoil: ({ nik }, { random }) => as(otherDigit(nik, random)) },
  'nik.missing': { rate: 0.03, spoil: () => ({ nik: undefined }) },
  'nik.excel-rounded': {
    rate: 0.003,
    spoil: ({ nik }) => (nik.endsWith('0') ? undefined : as(`${nik.slice(0, 15)}0`)),
  },
  'nik.excel-exponent': { rate: 0.002, spoil: ({ nik }) => as(`${nik[0]}.${nik.slice(1, 6)}E+15`) },
  'nik.apostrophe': { rate: 0.005, spoil: ({ nik }) => as(`'${nik}`) },
  'nik.grouped': {
    rate: 0.005,
    spoil: ({ nik }, { random }) => as(nik.replace(/(.{6})(.{6})/, random.chance(0.5) ? '$1 $2 ' : '$1.$2.')),
  },
  'nik.transposed': { rate: 0.003, spoil: ({ nik }, { random }) => as(transposed(nik, random)) },
  'nik.digit-missing': {
    rate: 0.002,
    spoil: ({ nik }, { random }) => as(replaceAt(nik, placeIn(nik, random), '')),
  },
  'nik.digit-extra': {
    rate: 0.002,
    spoil: ({ nik }, { random }) => {
      const at = placeIn(nik, random);
      return as(nik.slice(0, at) + String(random.between(0, 9)) + nik.slice(at));
    },
  },
  'nik.look-alike': { rate: 0.002, spoil: ({ nik }, { random }) => as(lookAlike(nik, random)) },
  'nik.swapped-with-kk': { rate: 0.001, spoil: ({ nik, kk }) => ({ nik: kk, kk: nik }) },
  'nik.woman-without-40': {
    rate: 0.002,
    spoil: ({ nik, sex }) => (sex === 'P' ? as(shiftDay(nik, -DAY_OF_A_WOMAN)) : undefined),
  },
  'nik.man-with-40': {
    rate: 0.002,
    spoil: ({ nik, sex }) => (sex === 'L' ? as(shiftDay(nik, DAY_OF_A_WOMAN)) : undefined),
  },
  'nik.of-head': {
    rate: 0.002,
    spoil: ({ nik }, { household }) => (household.familyCard.head === nik ? undefined : as(household.familyCard.head)),
  },
  'nik.temporary': { rate: 0.002, spoil: ({ nik }) => as(`0${nik.slice(1)}`) },
  'nik.of-a-stranger': {
    rate: 0.001,
    spoil: ({ nik }, { strangersNik }) => (strangersNik === nik ? undefined : as(strangersNik)),
  },
} satisfies Mistakes;
