import type { MaritalStatus, Sex } from '../submissions.js';
import { ageStructure, OLDEST_AGE } from './age-structure.js';
import { rake, type Margin } from './raking.js';

/** One kind of resident and its share of all residents (0 to 1). */
export interface PopulationCell {
  readonly sex: Sex;
  readonly age: number;
  readonly maritalStatus: MaritalStatus;
  readonly share: number;
}

/** Points of a curve over age, joined by straight lines. */
type Curve = readonly (readonly [age: number, value: number])[];

/** Nobody marries earlier (UU 16/2019). */
const MARRIAGE_AGE = 19;

/**
 * Never married of all, and of the ever married the widowed and the divorced, by age. Points at 22, 32 and, for
 * widows, 57 are those of the long form of the census of 2020 (age groups 20–24, 30–34, 55–59); the rest is drawn
 * through them.
 */
const CURVES: Readonly<Record<Sex, { never: Curve; widowed: Curve; divorced: Curve }>> = {
  L: {
    never: [
      [19, 0.985],
      [22, 0.879],
      [27, 0.55],
      [32, 0.246],
      [37, 0.11],
      [42, 0.06],
      [52, 0.025],
      [80, 0.012],
    ],
    widowed: [
      [30, 0.003],
      [42, 0.008],
      [57, 0.05],
      [67, 0.11],
      [80, 0.28],
    ],
    divorced: [
      [19, 0.015],
      [35, 0.022],
      [60, 0.018],
      [80, 0.012],
    ],
  },
  P: {
    never: [
      [19, 0.87],
      [22, 0.657],
      [27, 0.26],
      [32, 0.073],
      [37, 0.04],
      [42, 0.03],
      [57, 0.02],
      [80, 0.015],
    ],
    widowed: [
      [20, 0.003],
      [32, 0.01],
      [42, 0.04],
      [52, 0.13],
      [57, 0.254],
      [67, 0.45],
      [80, 0.73],
    ],
    divorced: [
      [19, 0.02],
      [35, 0.035],
      [50, 0.035],
      [70, 0.02],
    ],
  },
};

/**
 * Registry of Lampung, June 2024, share of all residents: never 44.31, married 50.54, divorced 1.23, widowed 3.92 %.
 * As many men as women are married; how the divorced and widowed divide is an assumption from the curves above. The
 * never married are what is left of each sex.
 */
const EVER_MARRIED: Readonly<Record<Sex, Readonly<Record<'2' | '3' | '4', number>>>> = {
  L: { '2': 0.2527, '3': 0.0048, '4': 0.007 },
  P: { '2': 0.2527, '3': 0.0075, '4': 0.0322 },
};

const SEXES: readonly Sex[] = ['L', 'P'];
const STATUSES: readonly MaritalStatus[] = ['1', '2', '3', '4'];
const AGES = Array.from({ length: OLDEST_AGE + 1 }, (_, age) => age);

/** Residents by marital status, sex and single year of age; shares sum to 1. Ordered by status, then sex, then age. */
export function populationCells(maleShare: number): PopulationCell[] {
  const kinds = STATUSES.flatMap((maritalStatus) =>
    SEXES.flatMap((sex) => AGES.map((age) => ({ maritalStatus, sex, age }))),
  );
  const ages = ageStructure(maleShare);
  const byAge = { L: ages.male, P: ages.female };
  const seed = kinds.map(({ sex, age, maritalStatus }) => (byAge[sex][age] ?? 0) * statusAt(sex, age, maritalStatus));
  const raked = rake(seed, [...ageMargins(byAge), ...statusMargins(maleShare)]);
  return kinds.map((kind, index) => ({ ...kind, share: raked[index] ?? 0 }));
}

function statusAt(sex: Sex, age: number, status: MaritalStatus): number {
  const curves = CURVES[sex];
  const never = age < MARRIAGE_AGE ? 1 : along(curves.never, age);
  const widowed = (1 - never) * along(curves.widowed, age);
  const divorced = (1 - never) * along(curves.divorced, age);
  return { '1': never, '2': 1 - never - widowed - divorced, '3': divorced, '4': widowed }[status];
}

function along(curve: Curve, age: number): number {
  const next = curve.findIndex(([at]) => at >= age);
  if (next === 0) return curve[0]?.[1] ?? 0;
  const [endAge, end] = curve.at(next) ?? [0, 0];
  if (next === -1) return end;
  const [startAge, start] = curve[next - 1] ?? [0, 0];
  return start + ((end - start) * (age - startAge)) / (endAge - startAge);
}

/** Place of a kind in the table of {@link populationCells}. */
function cellOf(status: MaritalStatus, sex: Sex, age: number): number {
  return (STATUSES.indexOf(status) * SEXES.length + SEXES.indexOf(sex)) * AGES.length + age;
}

function ageMargins(byAge: Readonly<Record<Sex, readonly number[]>>): Margin[] {
  return SEXES.flatMap((sex) =>
    AGES.map((age) => ({ cells: STATUSES.map((status) => cellOf(status, sex, age)), total: byAge[sex][age] ?? 0 })),
  );
}

function statusMargins(maleShare: number): Margin[] {
  return SEXES.flatMap((sex) => {
    const ever = EVER_MARRIED[sex];
    const never = (sex === 'L' ? maleShare : 1 - maleShare) - ever['2'] - ever['3'] - ever['4'];
    return STATUSES.map((status) => ({
      cells: AGES.map((age) => cellOf(status, sex, age)),
      total: status === '1' ? never : ever[status],
    }));
  });
}
