import { generateProvince, generateRevisions, type PersonRevision, type PersonSubmission } from './index.js';

const AT = '2026-06-30';
const villages = [{ code: '18.01.17.2006', name: 'Cinta Mulya', persons: 400 }];
const persons = [...generateProvince({ seed: 'revisions', villages, at: AT })].flatMap(
  (household) => household.persons,
);
const revise = (person: PersonSubmission, count: number): PersonRevision[] => [...generateRevisions(person, count, AT)];
const lives = persons.map((person) => revise(person, 12));

function said({ sourceVersion: _, ...submission }: PersonRevision): PersonSubmission {
  return submission;
}

describe('the revisions of a person', () => {
  it('begin with the person as given and count up from 1', () => {
    for (const [index, life] of lives.entries()) {
      expect(said(life[0] as PersonRevision)).toEqual(persons[index]);
      expect(life.map(({ sourceVersion }) => sourceVersion)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    }
  });

  it('each differ from the one before', () => {
    for (const life of lives) {
      const bodies = life.map((revision) => JSON.stringify(said(revision)));
      expect(bodies.filter((body, index) => body === bodies[index - 1])).toEqual([]);
    }
  });

  it('stay the same person of the same family in the same village', () => {
    for (const life of lives) {
      const identities = life.map(({ nik, kk, name, birthDate, residence }) =>
        [nik, kk, name, birthDate, residence.address.village].join(),
      );
      expect(new Set(identities).size).toBe(1);
    }
  });

  it('never go back to unmarried, and leave children and spouses as they are', () => {
    for (const life of lives) {
      const statuses = life.map(({ maritalStatus }) => maritalStatus);
      expect(statuses.lastIndexOf('1')).toBe(statuses.filter((status) => status === '1').length - 1);
      const [first] = life;
      const settled = (first?.birthDate ?? '') > '2007-06-30' || first?.relationToHead === '3';
      if (settled) expect(new Set(statuses).size).toBe(1);
    }
  });

  it('change work, schooling, address and marital status of adults in turn', () => {
    const man = persons.find((person) => person.relationToHead === '1' && person.education === '3') as PersonSubmission;
    const life = revise(man, 9);
    expect(new Set(life.map(({ occupation }) => occupation.code)).size).toBeGreaterThan(1);
    expect(new Set(life.map(({ education }) => education)).size).toBeGreaterThan(1);
    expect(new Set(life.map(({ maritalStatus }) => maritalStatus)).size).toBeGreaterThan(1);
    expect(new Set(life.map(({ residence }) => residence.address.street)).size).toBeGreaterThan(1);
  });

  it('are made one at a time', () => {
    const revisions = generateRevisions(persons[0] as PersonSubmission, 1_000_000_000, AT);
    expect(revisions.next().value).toMatchObject({ sourceVersion: 1 });
  });
});
