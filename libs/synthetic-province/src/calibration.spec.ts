import { defaultVillagePersons, generateProvince, type Household, type PersonSubmission } from './index.js';

const AT = '2026-06-30';
const ONE_POINT = 1;

/** Registry, second semester 2024: men and women per regency, and the code of one of its villages. */
const REGENCIES = [
  ['18.01.17.2006', 571_874, 552_809],
  ['18.02.01.2001', 711_099, 683_296],
  ['18.03.01.2001', 343_702, 331_924],
  ['18.04.04.2001', 162_740, 151_016],
  ['18.05.02.2001', 227_534, 212_506],
  ['18.06.01.2001', 331_215, 309_821],
  ['18.07.15.2001', 570_974, 551_631],
  ['18.08.01.2001', 253_309, 241_749],
  ['18.09.10.2004', 257_325, 243_722],
  ['18.10.01.2009', 227_681, 217_153],
  ['18.11.01.2001', 124_285, 116_995],
  ['18.12.01.2001', 159_586, 152_930],
  ['18.13.01.2001', 91_926, 85_504],
  ['18.71.01.1001', 543_865, 533_799],
  ['18.72.01.1001', 91_701, 90_592],
] as const;
const PROVINCE = 9_144_263;

/** 100,000 persons, divided over the regencies as the registry divides them. */
const villages = REGENCIES.map(([code, male, female]) => ({
  code,
  persons: Math.round(((male + female) / PROVINCE) * 100_000),
}));
const households: Household[] = [...generateProvince({ seed: 'calibration', villages, at: AT })];
const persons: PersonSubmission[] = households.flatMap((household) => household.persons);

function ageOf({ birthDate }: PersonSubmission): number {
  const years = Number(AT.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return birthDate.slice(5) > AT.slice(5) ? years - 1 : years;
}

function percentOf(fits: (person: PersonSubmission) => boolean, among = persons): number {
  return (100 * among.filter(fits).length) / among.length;
}

function expectWithinAPoint(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(ONE_POINT);
}

describe('100,000 synthetic residents of Lampung', () => {
  it('are 100,000', () => {
    expect(persons.length).toBeGreaterThan(99_990);
    expect(persons.length).toBeLessThan(100_010);
  });

  // Registry, second semester 2024: 4,668,816 men and 4,475,447 women.
  it.each([
    ['L', 51.06],
    ['P', 48.94],
  ])('have sex %s as the registry has it: %f per cent', (sex, share) => {
    expectWithinAPoint(
      percentOf((person) => person.sex === sex),
      share,
    );
  });

  it.each(REGENCIES)('have in %s the sex ratio of its regency', (village, male, female) => {
    const neighbours = persons.filter((person) => person.residence.address.village === village);
    expectWithinAPoint(
      percentOf(({ sex }) => sex === 'L', neighbours),
      (100 * male) / (male + female),
    );
  });

  // Registry of Lampung, June 2024.
  it.each([
    ['never married', '1', 44.31],
    ['married', '2', 50.54],
    ['divorced', '3', 1.23],
    ['widowed', '4', 3.92],
  ])('are %s (%s) as often as the registry says: %f per cent', (_, status, share) => {
    expectWithinAPoint(
      percentOf(({ maritalStatus }) => maritalStatus === status),
      share,
    );
  });

  // Census 2020, national: post-Z, Z, millennials, X, boomers, older, as the ages they had in 2020.
  it.each([
    [0, 7, 10.88],
    [8, 23, 27.94],
    [24, 39, 25.87],
    [40, 55, 21.88],
    [56, 74, 11.56],
    [75, 120, 1.87],
  ])('are %i to %i years old as often as the generations of the census: %f per cent', (from, to, share) => {
    expectWithinAPoint(
      percentOf((person) => ageOf(person) >= from && ageOf(person) <= to),
      share,
    );
  });

  /*
   * Age x sex of Lampung 2008 (7,391,131 persons; 0–4: 5.33 M 5.09 F, 5–9: 5.58 5.24, 10–14: 5.94 5.60, 15–19: 5.75
   * 5.32, 20–24: 4.71 5.00, 25–29: 4.63 4.72, 30–34: 3.99 3.86, 35–39: 3.64 3.58, 40–44: 3.10 2.70, 45–49: 2.40 2.01,
   * 50–54: 1.80 1.54, 55–59: 1.28 1.12, 60–64: 1.25 1.10, 65–69: 0.77 0.71, 70–74: 0.68 0.56, 75+: 0.54 0.44 per cent),
   * spread evenly over single years within each group and raked to the two margins above: the generations and 51.06 %
   * men. What comes out, by group of five years:
   */
  it.each([
    [0, 3.38, 3.32],
    [5, 3.9, 3.76],
    [10, 4.72, 4.57],
    [15, 4.57, 4.34],
    [20, 3.9, 4.26],
    [25, 4.48, 4.7],
    [30, 3.86, 3.84],
    [35, 3.52, 3.56],
    [40, 4.77, 4.27],
    [45, 3.69, 3.18],
    [50, 2.77, 2.44],
    [55, 2.07, 1.86],
    [60, 2.04, 1.85],
    [65, 1.26, 1.19],
    [70, 1.11, 0.94],
    [75, 1.02, 0.85],
  ])('aged %i and up to five years more are %f per cent men and %f per cent women', (from, men, women) => {
    const inGroup = (person: PersonSubmission): boolean =>
      from === 75 ? ageOf(person) >= 75 : Math.floor(ageOf(person) / 5) * 5 === from;
    // A cell of one per cent would pass a test of one point with nobody in it, so cells are held to a fifth of a point.
    expect(Math.abs(percentOf((p) => p.sex === 'L' && inGroup(p)) - men)).toBeLessThan(0.2);
    expect(Math.abs(percentOf((p) => p.sex === 'P' && inGroup(p)) - women)).toBeLessThan(0.2);
  });

  // Registry March 2024: 2,767,596 of 9,051,459 aged 0–18; November 2024: 6,606,173 of 9,082,727 entitled to a card.
  it('agree with two figures of the registry that were not used to make them', () => {
    expectWithinAPoint(
      percentOf((person) => ageOf(person) <= 18),
      30.6,
    );
    expectWithinAPoint(
      percentOf((person) => ageOf(person) >= 17),
      72.7,
    );
  });

  // Long form of the census 2020, national. The total of the registry moves these a little, so the band is wide.
  it.each([
    ['L', 20, 24, 87.9, 4],
    ['L', 30, 34, 24.6, 4],
    ['P', 30, 34, 7.3, 4],
  ] as const)('of sex %s and age %i to %i have never married in about %f per cent', (sex, from, to, share, band) => {
    const group = persons.filter((person) => person.sex === sex && ageOf(person) >= from && ageOf(person) <= to);
    expect(Math.abs(percentOf(({ maritalStatus }) => maritalStatus === '1', group) - share)).toBeLessThan(band);
  });

  // Islam over 95 per cent; Hindu, Protestant, Catholic and Buddhist about 1 to 1.5 or less each.
  it.each([
    ['Islam', '1', 95.5],
    ['Protestant', '2', 1.5],
    ['Catholic', '3', 1.0],
    ['Hindu', '4', 1.5],
    ['Buddhist', '5', 0.45],
  ])('profess %s (%s) in %f per cent', (_, religion, share) => {
    const actual = percentOf((person) => person.religion === religion);
    expectWithinAPoint(actual, share);
    expect(actual).toBeGreaterThan(share / 2);
  });

  // Census 2010: Java 64.06, Lampung 13.56, Sunda 9.61; the rest, among them Bali, 12.77.
  it.each([
    [['jawa'], 64.06],
    [['lampung'], 13.56],
    [['sunda'], 9.61],
    [['bali', 'other'], 12.77],
  ])('have names of %j in %f per cent', (origins, share) => {
    const theirs = households
      .filter(({ origin }) => origins.includes(origin))
      .flatMap((household) => household.persons);
    expectWithinAPoint((100 * theirs.length) / persons.length, share);
  });

  it('have Balinese names in the households that are Balinese and nowhere else', () => {
    const isBalinese = ({ name }: PersonSubmission): boolean =>
      /^(I|NI) (WAYAN|PUTU|GEDE|LUH|MADE|KADEK|NENGAH|NYOMAN|KOMANG|KETUT) /.test(name);
    for (const household of households) {
      expect(household.persons.every((person) => isBalinese(person) === (household.origin === 'bali'))).toBe(true);
    }
  });

  it('have one word for a name now and then, mostly the old', () => {
    const oneWord = ({ name }: PersonSubmission): boolean => !name.includes(' ');
    expect(
      percentOf(
        oneWord,
        persons.filter((person) => ageOf(person) >= 60),
      ),
    ).toBeGreaterThan(30);
    expect(
      percentOf(
        oneWord,
        persons.filter((person) => ageOf(person) < 30),
      ),
    ).toBeLessThan(5);
  });

  it('live in households of 3.4 persons on average, one point of a per cent of it at most away', () => {
    expect(Math.abs(persons.length / households.length / 3.4 - 1)).toBeLessThan(0.01);
  });
});

describe('the size of a village nobody gave a size', () => {
  it.each([
    ['Hanura', '18.09.10.2004', 3385],
    ['Podomoro', '18.10.01.2009', 3396],
    ['Sribhawono', '18.07.15.2001', 4252],
    ['Cinta Mulya', '18.01.17.2006', 4326],
    ['Rajabasa', '18.71.01.1001', 8553],
  ])('is the average of its regency: %s (%s) has %i', (_, code, persons) => {
    expect(defaultVillagePersons(code)).toBe(persons);
  });

  it('is refused for a village outside Lampung', () => {
    expect(() => defaultVillagePersons('33.02.01.2001')).toThrow('not in Lampung');
  });
});
