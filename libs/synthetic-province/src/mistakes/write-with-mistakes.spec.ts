import { createHash } from 'node:crypto';
import { generateProvince, type MistakeName, type PersonSubmission, type WrittenRecord } from '../index.js';
import { CATALOGUE, SECOND_NIK_RATE } from './catalogue.js';

const AT = '2026-06-30';
const VILLAGES = [
  { code: '18.09.10.2004', name: 'Hanura', persons: 12_000 },
  { code: '18.10.01.2009', name: 'Podomoro', persons: 12_000 },
  { code: '18.71.01.1001', persons: 6_000 },
];
/** Digest of these households as the generator made them before it knew mistakes. */
const BEFORE_THERE_WERE_MISTAKES = '9e990c99ba508228363fc4e783c519fc910c560f20c62e0b9020c181d4caa86f';
const generate = (mistakes: boolean, seed = 'typed') => [
  ...generateProvince({ seed, villages: VILLAGES, at: AT, mistakes }),
];
const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

const households = generate(true);
const truth = households.flatMap(({ persons }) => persons);
const written = households.flatMap((household) => household.written ?? []);
const firsts = written.filter(({ mistakes }) => !mistakes.includes('person.second-nik'));
const countOf = (name: MistakeName): number => written.filter(({ mistakes }) => mistakes.includes(name)).length;
const RATES = Object.values(CATALOGUE).flatMap((group) =>
  Object.entries(group).map(([name, { rate }]) => [name as MistakeName, rate] as const),
);

/** To whom a mistake can happen; those that are not named here can happen to anyone. */
const CAN_HAPPEN_TO: Partial<Record<MistakeName, (person: PersonSubmission) => boolean>> = {
  'nik.excel-rounded': ({ nik }) => !nik.endsWith('0'),
  'nik.woman-without-40': ({ sex }) => sex === 'P',
  'nik.man-with-40': ({ sex }) => sex === 'L',
  'sex.misread': ({ sex }) => sex === 'L',
  'nik.of-head': ({ relationToHead }) => relationToHead !== '1',
  'date.excel-serial': ({ birthDate }) => birthDate >= '1927-05-18',
  'date.day-month-swapped': ({ birthDate: date }) => date.slice(8) <= '12' && date.slice(8) !== date.slice(5, 7),
  'birth-place.of-the-province-era': ({ residence }) => !residence.address.village.startsWith('18.71'),
  'village.by-name': ({ residence }) => !residence.address.village.startsWith('18.71'),
  'mother.shortened': ({ motherName }) => motherName.includes(' '),
};
/** Whether these can happen depends on more than the person: their rate is a maximum. */
const AT_MOST: readonly MistakeName[] = [
  'name.nickname',
  'name.unnamed-child',
  'name.variant',
  'birth-place.abbreviated',
  'date.year-of-card',
  'date.default',
  'father.late',
  'nik.of-a-stranger',
];

/** Four standard deviations of a binomial count, and a little for small ones. */
function bounds(chances: number, rate: number): [number, number] {
  const spread = 4 * Math.sqrt(chances * rate * (1 - rate)) + 2;
  return [chances * rate - spread, chances * rate + spread];
}

describe('households as an office types them', () => {
  it('leave the truth as it is without mistakes, byte for byte', () => {
    const clean = generate(false);
    expect(digestOf(households.map(({ written: _, ...household }) => household))).toBe(digestOf(clean));
    expect(clean.every((household) => !('written' in household))).toBe(true);
    expect(digestOf(clean)).toBe(BEFORE_THERE_WERE_MISTAKES);
  });

  it('are the same for the same seed, and others for another', () => {
    const digests = ['typed', 'typed', 'other'].map((seed) => digestOf(generate(true, seed)));
    expect(digests[0]).toBe(digests[1]);
    expect(digests[0]).not.toBe(digests[2]);
  });

  it.each(RATES)('hold %s in a share of %d of those to whom it can happen', (name, rate) => {
    const chances = truth.filter(CAN_HAPPEN_TO[name] ?? (() => true)).length;
    const [fewest, most] = bounds(chances, rate);
    const count = countOf(name);
    expect(count).toBeLessThanOrEqual(most);
    expect(count).toBeGreaterThanOrEqual(AT_MOST.includes(name) ? 1 : Math.max(1, fewest));
  });

  it('send some persons a second time under another NIK', () => {
    const [fewest, most] = bounds(truth.length, SECOND_NIK_RATE);
    expect(countOf('person.second-nik')).toBeGreaterThan(fewest);
    expect(countOf('person.second-nik')).toBeLessThan(most);
    expect(written).toHaveLength(truth.length + countOf('person.second-nik'));
  });

  it('carry a label exactly when they differ from the truth', () => {
    for (const [index, { record, mistakes }] of firsts.entries()) {
      const differs = JSON.stringify(record) !== JSON.stringify(truth[index]);
      expect([index, differs]).toEqual([index, mistakes.length > 0]);
    }
  });

  it('have at most one mistake in each group of fields', () => {
    const groups = Object.values(CATALOGUE).map((group) => Object.keys(group));
    const perGroup = (record: WrittenRecord) =>
      groups.map((names) => record.mistakes.filter((mistake) => names.includes(mistake)).length);
    expect(new Set(written.flatMap(perGroup))).toEqual(new Set([0, 1]));
  });

  it.each<[MistakeName, keyof PersonSubmission, RegExp]>([
    ['nik.excel-exponent', 'nik', /^\d\.\d{5}E\+15$/],
    ['nik.apostrophe', 'nik', /^'\d{16}$/],
    ['nik.digit-missing', 'nik', /^\d{15}$/],
    ['nik.digit-extra', 'nik', /^\d{17}$/],
    ['nik.temporary', 'nik', /^0\d{15}$/],
    ['date.dashes', 'birthDate', /^\d\d-\d\d-\d{4}$/],
    ['date.month-in-words', 'birthDate', /^\d{1,2} [A-Z][a-z]+ \d{4}$/],
    ['date.month-in-letters', 'birthDate', /^\d\d-[A-Z]{3}-\d{4}$/],
    ['date.excel-serial', 'birthDate', /^\d{5}$/],
    ['name.unnamed-child', 'name', /^BY NY /],
    ['father.late', 'fatherName', / ALM$/],
  ])('write %s in %s as people do', (name, field, form) => {
    const values = written.filter(({ mistakes }) => mistakes.includes(name)).map(({ record }) => record[field]);
    expect(values.filter((value) => !form.test(String(value)))).toEqual([]);
  });
});
