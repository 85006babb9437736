import type { Random } from './random.js';
import type { Resident } from './village-pool.js';

type Shares = readonly (readonly [string, number])[];

/** Highest schooling of adults by the year they were born in. Assumptions; no table of Lampung was found. */
const ADULT_EDUCATION: readonly (readonly [bornUntil: number, Shares])[] = [
  [
    1970,
    [
      ['3', 45],
      ['2', 16],
      ['4', 13],
      ['5', 12],
      ['1', 10],
      ['8', 3],
      ['7', 1],
    ],
  ],
  [
    1990,
    [
      ['5', 31],
      ['3', 30],
      ['4', 25],
      ['8', 6.5],
      ['2', 4],
      ['7', 2],
      ['6', 1],
      ['9', 0.5],
    ],
  ],
  [
    Infinity,
    [
      ['5', 48],
      ['4', 25],
      ['3', 12],
      ['8', 10.5],
      ['7', 3],
      ['6', 1],
      ['9', 0.5],
    ],
  ],
];

/** Youngest age at which a degree is held: diploma, bachelor, master. */
const DEGREE_AGE: Readonly<Record<string, number>> = { '6': 20, '7': 21, '8': 22, '9': 25 };

/** Code of the highest education someone of this age and generation has reached. */
export function educationOf({ age }: Resident, birthYear: number, random: Random): string {
  if (age < 6) return '1';
  if (age < 13) return '2';
  if (age < 16) return '3';
  if (age < 19) return '4';
  const shares = ADULT_EDUCATION.find(([bornUntil]) => birthYear <= bornUntil)?.[1] ?? [];
  const education = random.weighted(shares);
  return age < (DEGREE_AGE[education] ?? 0) ? '5' : education;
}

const MEN_AT_WORK: Shares = [
  ['9', 36],
  ['88', 18],
  ['19', 14],
  ['15', 10],
  ['20', 8],
  ['84', 4],
  ['81', 3],
  ['13', 2],
  ['11', 2],
  ['26', 2],
  ['35', 1],
];
const WOMEN_AT_WORK: Shares = [
  ['2', 58],
  ['9', 16],
  ['88', 8],
  ['84', 6],
  ['15', 5],
  ['20', 3],
  ['19', 3],
  ['30', 1],
];
const GRADUATES: Shares = [
  ['15', 38],
  ['65', 22],
  ['5', 14],
  ['88', 14],
  ['18', 6],
  ['74', 3],
  ['73', 2],
  ['85', 1],
];
const AGED: Shares = [
  ['1', 45],
  ['9', 30],
  ['4', 15],
  ['88', 10],
];

/** Code of the occupation in the list of 2019. */
export function occupationOf({ age, sex, maritalStatus }: Resident, education: string, random: Random): string {
  if (age < 6) return '1';
  if (age < 18) return '3';
  if (age < 23 && maritalStatus === '1')
    return random.weighted([
      ['3', 45],
      ['1', 30],
      ['15', 15],
      ['19', 10],
    ]);
  if (age >= 65) return random.weighted(AGED);
  if (Number(education) >= 7) return random.weighted(GRADUATES);
  return random.weighted(sex === 'L' ? MEN_AT_WORK : WOMEN_AT_WORK);
}

const BLOOD: Shares = [
  ['13', 62],
  ['4', 15],
  ['1', 9],
  ['2', 10],
  ['3', 3],
  ['11', 1],
];

export function bloodTypeOf(random: Random): string {
  return random.weighted(BLOOD);
}
