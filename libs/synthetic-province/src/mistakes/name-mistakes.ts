import type { Random } from '../random.js';
import type { Mistakes } from './spoil.js';

/** Spellings of one name, before and after 1972, and as the ear has it. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\bMUHAMMAD\b/, 'MOH.'],
  [/\bAHMAD\b/, 'ACHMAD'],
  [/\bABDUL\b/, 'ABD.'],
  [/\bSITI\b/, 'ST.'],
  [/\bNUR/, 'NOOR'],
  [/IYA/, 'IA'],
  [/SY/, 'S'],
  [/F/, 'P'],
  [/Z/, 'J'],
  [/J/, 'DJ'],
  [/U/, 'OE'],
  [/Y/, 'J'],
  [/I/, 'IE'],
  [/A/, 'AA'],
  [/(.)$/, '$1$1'],
];
const BEFORE = ['H.', 'Hj.', 'Drs.', 'Ir.', 'R.'];
const AFTER = ['S.Pd', 'S.E.', 'A.Md', 'S.Sos'];
const LONGEST_NAME = 60;
const AGE_OF_A_BABY_YEARS = 1;

function variant(name: string, random: Random): string {
  const [from, to] = random.pick(SPELLINGS.filter(([pattern]) => pattern.test(name)));
  return name.replace(from, to);
}

function titled(name: string, random: Random): string {
  return random.chance(0.6) ? `${random.pick(BEFORE)} ${name}` : `${name}, ${random.pick(AFTER)}`;
}

const fitting = (name: string): { name: string } | undefined => (name.length > LONGEST_NAME ? undefined : { name });
const words = (name: string): string[] => name.split(' ');

/** Of the person's own name: the commonest of all. */
export const NAME_MISTAKES = {
  'name.variant': { rate: 0.15, spoil: ({ name }, { random }) => fitting(variant(name, random)) },
  'name.title': { rate: 0.04, spoil: ({ name }, { random }) => fitting(titled(name, random)) },
  'name.nickname': {
    rate: 0.01,
    spoil: ({ name }) => {
      const [first = ''] = words(name);
      return first.length < 5 ? undefined : { name: first.slice(-4) };
    },
  },
  'name.unnamed-child': {
    rate: 0.02,
    spoil: ({ birthDate, motherName }, { household }) => {
      const age = Number(household.familyCard.issuedOn.slice(0, 4)) - Number(birthDate.slice(0, 4));
      return age > AGE_OF_A_BABY_YEARS ? undefined : fitting(`BY NY ${motherName}`);
    },
  },
} satisfies Mistakes;

/** Of the names of the parents. */
export const PARENT_MISTAKES = {
  'mother.shortened': {
    rate: 0.03,
    spoil: ({ motherName }) => {
      const [first = '', ...others] = words(motherName);
      return others.length === 0 ? undefined : { motherName: first };
    },
  },
  'father.late': {
    rate: 0.01,
    spoil: ({ fatherName }) =>
      fatherName === undefined || fatherName.length > LONGEST_NAME - 4
        ? undefined
        : { fatherName: `${fatherName} ALM` },
  },
} satisfies Mistakes;
