import { rake, type Margin } from './raking.js';

export const OLDEST_AGE = 99;
const AGES = OLDEST_AGE + 1;

/** Lampung 2008, per cent of all residents: five-year groups from 0–4, the last one 75 and over. Gives the shape. */
const SHAPE_2008 = {
  male: [5.33, 5.58, 5.94, 5.75, 4.71, 4.63, 3.99, 3.64, 3.1, 2.4, 1.8, 1.28, 1.25, 0.77, 0.68, 0.54],
  female: [5.09, 5.24, 5.6, 5.32, 5.0, 4.72, 3.86, 3.58, 2.7, 2.01, 1.54, 1.12, 1.1, 0.71, 0.56, 0.44],
} as const;

/**
 * Generations of the population census of September 2020 as age bands, per cent (national row). Taken instead of the
 * row of Lampung Barat because it alone agrees with the registry of the whole province: it gives 30.1 % aged 0 to 18
 * (registry March 2024: 30.6) and 73.4 % aged 17 and over (entitled to a card, November 2024: 72.7).
 */
const GENERATIONS = [
  { from: 0, to: 7, share: 10.88 },
  { from: 8, to: 23, share: 27.94 },
  { from: 24, to: 39, share: 25.87 },
  { from: 40, to: 55, share: 21.88 },
  { from: 56, to: 74, share: 11.56 },
  { from: 75, to: OLDEST_AGE, share: 1.87 },
] as const;

/** Of those aged 75 and over, how many of each age are still there a year later. An assumption. */
const SURVIVAL_75 = 0.87;

/** Share of all residents per single year of age 0 to 99, for each sex; both lists together sum to 1. */
export interface AgeStructure {
  readonly male: readonly number[];
  readonly female: readonly number[];
}

/** The shape of 2008 raked to the generations of 2020 and to the share of men given (0 to 1). */
export function ageStructure(maleShare: number): AgeStructure {
  const seed = [...singleYears(SHAPE_2008.male), ...singleYears(SHAPE_2008.female)];
  const raked = rake(seed, [...generationMargins(), ...sexMargins(maleShare)]);
  return { male: raked.slice(0, AGES), female: raked.slice(AGES) };
}

function singleYears(groups: readonly number[]): number[] {
  const ages: number[] = [];
  for (const group of groups.slice(0, -1)) ages.push(...Array.from({ length: 5 }, () => group / 5));
  const old = Array.from({ length: AGES - ages.length }, (_, years) => SURVIVAL_75 ** years);
  const scale = (groups.at(-1) ?? 0) / old.reduce((sum, share) => sum + share, 0);
  return [...ages, ...old.map((share) => share * scale)];
}

function generationMargins(): Margin[] {
  return GENERATIONS.map(({ from, to, share }) => {
    const ages = Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
    return { cells: [...ages, ...ages.map((age) => age + AGES)], total: share / 100 };
  });
}

function sexMargins(maleShare: number): Margin[] {
  const ages = Array.from({ length: AGES }, (_, age) => age);
  return [
    { cells: ages, total: maleShare },
    { cells: ages.map((age) => age + AGES), total: 1 - maleShare },
  ];
}
