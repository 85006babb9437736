import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { FamilyCardSubmission, PersonSubmission } from '@satudata/synthetic-province';
import { writeSubmissions } from './write-submissions.js';

const folder = mkdtempSync(join(tmpdir(), 'satudata-seed-'));
afterAll(() => rmSync(folder, { recursive: true }));

const villages = [
  { code: '18.09.10.2004', persons: 120 },
  { code: '18.01.17.2006', persons: 80 },
];
const written = (run: string) => writeSubmissions({ seed: 'spec', villages, folder: join(folder, run) });
const readLines = <T>(path: string): T[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

describe('The files of a seed', () => {
  it('are two for each regency, named after what its office sends', () => {
    const names = written('a').flatMap(({ persons, familyCards }) =>
      [persons, familyCards].map(({ path }) => basename(path)),
    );
    expect(names).toEqual([
      'persons-18.09.ndjson',
      'family-cards-18.09.ndjson',
      'persons-18.01.ndjson',
      'family-cards-18.01.ndjson',
    ]);
  });

  it('hold exactly the residents asked for, each on one family card', () => {
    for (const [at, { persons, familyCards }] of written('b').entries()) {
      const niks = readLines<PersonSubmission>(persons.path).map(({ nik }) => nik);
      const members = readLines<FamilyCardSubmission>(familyCards.path).flatMap((card) => card.members);
      expect(niks).toHaveLength(villages[at]?.persons ?? 0);
      expect(persons.lines).toBe(niks.length);
      expect(members.map(({ nik }) => nik).sort()).toEqual([...niks].sort());
    }
  });

  it('are the same bytes every time, so that a seed sent again is the same batch', () => {
    const [first, second] = [written('c'), written('d')];
    const bytes = (files: typeof first) => files.map(({ persons }) => readFileSync(persons.path, 'utf8'));
    expect(bytes(first)).toEqual(bytes(second));
  });

  it('say beside persons typed with mistakes which line holds which', () => {
    const clean = written('e').map(({ persons }) => readLines<PersonSubmission>(persons.path));
    const typed = writeSubmissions({ seed: 'spec', villages, folder: join(folder, 'f'), mistakes: true });
    for (const [at, { persons, mistakes }] of typed.entries()) {
      const labels = readLines<{ line: number; mistakes: string[] }>(mistakes?.path ?? '');
      const twice = labels.filter((label) => label.mistakes.includes('person.second-nik')).map(({ line }) => line);
      const once = readLines<PersonSubmission>(persons.path)
        .map((person, index) => ({ person, line: index + 1 }))
        .filter(({ line }) => !twice.includes(line));
      const wrong = once.filter(({ person }, index) => JSON.stringify(person) !== JSON.stringify(clean[at]?.[index]));
      expect(wrong.length).toBeGreaterThan(0);
      expect(wrong.map(({ line }) => line)).toEqual(
        labels.map(({ line }) => line).filter((line) => !twice.includes(line)),
      );
    }
  });
});
