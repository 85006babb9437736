import { defaultVillagePersons, generateProvince, type Household, type PersonSubmission } from './index.js';

const AT = '2026-06-30';
const PROTOTYPES = [
  { code: '18.09.10.2004', name: 'Hanura' },
  { code: '18.10.01.2009', name: 'Podomoro' },
  { code: '18.07.15.2001', name: 'Sribhawono' },
  { code: '18.01.17.2006', name: 'Cinta Mulya' },
];

function household(villages: { code: string; name?: string; persons: number }[], seed = 'lawful'): Household[] {
  return [...generateProvince({ seed, villages, at: AT })];
}

const households = household(
  PROTOTYPES.map((village) => ({ ...village, persons: defaultVillagePersons(village.code) })),
);
const persons = households.flatMap((one) => one.persons);
const related = (one: Household, ...relations: string[]): PersonSubmission[] =>
  one.persons.filter(({ relationToHead }) => relations.includes(relationToHead));

function yearsOlder(elder: PersonSubmission, younger: PersonSubmission): number {
  return (Date.parse(younger.birthDate) - Date.parse(elder.birthDate)) / (365.2425 * 86_400_000);
}

function ageOf(person: PersonSubmission): number {
  const years = Number(AT.slice(0, 4)) - Number(person.birthDate.slice(0, 4));
  return person.birthDate.slice(5) > AT.slice(5) ? years - 1 : years;
}

/** Those of a list that break a rule: a failure shows who, not merely that someone did. */
function expectNone<T>(breakers: readonly T[]): void {
  expect(breakers.slice(0, 3)).toEqual([]);
}

describe('every household of the four prototype villages', () => {
  it('is one of a province of more than 10,000 persons', () => {
    expect(persons.length).toBe(3385 + 3396 + 4252 + 4326);
  });

  it('has exactly one head, who stands first and is named on the card', () => {
    expectNone(households.filter((one) => related(one, '1').length !== 1 || one.persons[0]?.relationToHead !== '1'));
    expectNone(households.filter((one) => one.familyCard.head !== one.persons[0]?.nik));
  });

  it('has a grown-up head', () => {
    expectNone(persons.filter((person) => person.relationToHead === '1' && ageOf(person) < 19));
  });

  it('lists on the card the same persons with the same relations', () => {
    for (const { familyCard, persons: members } of households) {
      expect(familyCard.members).toEqual(members.map(({ nik, relationToHead }) => ({ nik, relation: relationToHead })));
      expect(members.every(({ kk }) => kk === familyCard.kk)).toBe(true);
    }
  });

  it('lives at one address, that of the card', () => {
    for (const { familyCard, persons: members } of households) {
      expect(members.every(({ residence }) => residence.address === familyCard.address)).toBe(true);
    }
  });

  it('has at most one wife, married to a man who is the head and married too', () => {
    const couples = households.filter((one) => related(one, '3').length > 0);
    expect(couples.length).toBeGreaterThan(households.length / 2);
    expectNone(couples.filter((one) => related(one, '3').length > 1));
    for (const one of couples) {
      const [head, wife] = [related(one, '1')[0], related(one, '3')[0]];
      expect([head?.sex, head?.maritalStatus, wife?.sex, wife?.maritalStatus]).toEqual(['L', '2', 'P', '2']);
    }
  });

  it('has children at least 15 years younger than head and spouse', () => {
    const tooClose = households.flatMap((one) =>
      related(one, '4').filter((child) => related(one, '1', '3').some((parent) => yearsOlder(parent, child) < 15)),
    );
    expectNone(tooClose);
  });

  it('has parents and parents-in-law at least 15 years older than the one they are parents of', () => {
    for (const one of households) {
      const [head, wife] = [related(one, '1')[0], related(one, '3')[0]];
      expectNone(related(one, '7').filter((elder) => head === undefined || yearsOlder(elder, head) < 15));
      expectNone(related(one, '8').filter((elder) => wife === undefined || yearsOlder(elder, wife) < 15));
    }
  });

  it('gives grandchildren parents who live there', () => {
    const grandchildren = households.flatMap((one) => related(one, '6').map((child) => ({ one, child })));
    expect(grandchildren.length).toBeGreaterThan(50);
    for (const { one, child } of grandchildren) {
      const mother = related(one, '4', '5').find(({ nik }) => nik === child.motherNik);
      expect(mother?.name).toBe(child.motherName);
    }
  });

  it('names as parents only members who are old enough and of the right sex', () => {
    const byNik = new Map(persons.map((person) => [person.nik, person]));
    const wrong = (
      child: PersonSubmission,
      nik: string | undefined,
      name: string | undefined,
      sex: string,
    ): boolean => {
      if (nik === undefined) return false;
      const parent = byNik.get(nik);
      return parent?.sex !== sex || parent.name !== name || parent.kk !== child.kk || yearsOlder(parent, child) < 15;
    };
    expectNone(persons.filter((child) => wrong(child, child.motherNik, child.motherName, 'P')));
    expectNone(persons.filter((child) => wrong(child, child.fatherNik, child.fatherName, 'L')));
  });

  it('has mothers whose children are born most of a year apart', () => {
    for (const one of households) {
      const births = related(one, '4')
        .map(({ birthDate }) => Date.parse(birthDate) / 86_400_000)
        .sort((a, b) => a - b);
      expectNone(births.slice(1).filter((day, index) => day - (births[index] ?? 0) < 280));
    }
  });

  it('makes use of every relation that the generator knows', () => {
    const relations = [...new Set(persons.map(({ relationToHead }) => relationToHead))].sort();
    expect(relations).toEqual(['1', '3', '4', '5', '6', '7', '8', '9']);
  });
});

describe('every person of the four prototype villages', () => {
  it('has a NIK of 16 digits that nobody else has', () => {
    expectNone(persons.filter(({ nik }) => !/^\d{16}$/.test(nik) || nik.endsWith('0000')));
    expect(new Set(persons.map(({ nik }) => nik)).size).toBe(persons.length);
  });

  it('carries date of birth and sex in the NIK, a woman with 40 added to the day', () => {
    for (const { nik, birthDate, sex } of persons) {
      const [year, month, day] = [birthDate.slice(2, 4), birthDate.slice(5, 7), Number(birthDate.slice(8))];
      expect(nik.slice(6, 12)).toBe(`${String(sex === 'P' ? day + 40 : day).padStart(2, '0')}${month}${year}`);
    }
  });

  it('was mostly first registered in the district of the village, some elsewhere', () => {
    const atHome = persons.filter(({ nik, residence }) =>
      nik.startsWith(residence.address.village.slice(0, 8).replaceAll('.', '')),
    );
    expect(atHome.length / persons.length).toBeGreaterThan(0.85);
    expect(atHome.length / persons.length).toBeLessThan(0.97);
  });

  it('in Pringsewu may carry the 1806 of Tanggamus, but only when born before the split of 2008', () => {
    const podomoro = persons.filter(({ residence }) => residence.address.village === '18.10.01.2009');
    const former = podomoro.filter(({ nik }) => /^1806(05|06|07|08|10|14|22|23)/.test(nik));
    expect(former.length).toBeGreaterThan(50);
    expectNone(former.filter(({ birthDate }) => birthDate >= '2008-01-01'));
  });

  it('has nothing dated after the day of reference or before birth', () => {
    expectNone(
      persons.filter(
        ({ birthDate, residence }) => birthDate > AT || residence.since > AT || residence.since < birthDate,
      ),
    );
    expectNone(households.filter(({ familyCard }) => familyCard.issuedOn > AT));
    expectNone(households.filter((one) => one.persons.some(({ birthDate }) => birthDate > one.familyCard.issuedOn)));
  });

  it('is at least 19 years old when married', () => {
    expectNone(persons.filter((person) => person.maritalStatus !== '1' && ageOf(person) < 19));
  });

  it('has a name of at most 60 capitals and spaces, and so have the parents', () => {
    const names = persons.flatMap(({ name, motherName, fatherName }) => [name, motherName, fatherName ?? 'A']);
    expectNone(names.filter((name) => !/^[A-Z]+( [A-Z]+)*$/.test(name) || name.length > 60));
  });

  it('uses only codes of the lists', () => {
    const inList = (code: string, last: number): boolean => /^[1-9]\d?$/.test(code) && Number(code) <= last;
    expectNone(persons.filter((person) => !inList(person.education, 10) || !inList(person.bloodType, 13)));
    expectNone(persons.filter((person) => !inList(person.occupation.code, 99) || person.occupation.edition !== '2019'));
  });

  it('is in school or at home as a child', () => {
    expectNone(persons.filter((person) => ageOf(person) < 15 && !['1', '3'].includes(person.occupation.code)));
  });

  it('has RT and RW of three digits', () => {
    expectNone(
      persons.filter(({ residence: { address } }) => !/^\d{3}$/.test(address.rt) || !/^\d{3}$/.test(address.rw)),
    );
  });
});

describe('every family card', () => {
  it('has a number of its own: district, day of recording, serial', () => {
    expect(new Set(households.map(({ familyCard }) => familyCard.kk)).size).toBe(households.length);
    for (const { familyCard } of households) {
      const { kk, address } = familyCard;
      expect(kk.slice(0, 6)).toBe(address.village.slice(0, 8).replaceAll('.', ''));
      expect(Number(kk.slice(6, 8))).toBeLessThanOrEqual(31);
      expect(kk).toMatch(/^\d{12}(?!0000)\d{4}$/);
    }
  });
});

describe('a village of any size', () => {
  it.each([0, 1, 2, 3, 5, 8, 13, 34, 89, 1000])(
    'of %i persons gets exactly so many, each in a household with a head',
    (size) => {
      for (const seed of ['a', 'b', 'c', 'd', 'e']) {
        const made = household([{ code: '18.06.01.2001', persons: size }], seed);
        expect(made.flatMap((one) => one.persons)).toHaveLength(size);
        expectNone(
          made.filter((one) => related(one, '1').length !== 1 || ageOf(one.persons[0] as PersonSubmission) < 19),
        );
      }
    },
  );

  it('keeps NIKs apart when one village holds forty thousand', () => {
    const niks = new Set<string>();
    for (const one of generateProvince({
      seed: 's',
      villages: [{ code: '18.71.01.1001', persons: 40_000 }],
      at: AT,
    })) {
      for (const { nik } of one.persons) niks.add(nik);
    }
    expect(niks.size).toBe(40_000);
  });
});
