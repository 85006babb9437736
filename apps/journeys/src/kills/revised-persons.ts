import { generateProvince, generateRevisions, type PersonRevision } from '@satudata/synthetic-province';

/** In a regency the seed does not use, so that no NIK is known already. */
const VILLAGES = ['18.02.01.2001', '18.02.01.2002', '18.02.02.2001', '18.02.03.2001', '18.02.04.2001'];
export const REGENCY = '18.02';
const DRAWN_AT = '2026-06-30';
/** Smaller than the chunk of 1,000 lines that intake decides in one transaction: some versions of a person meet in one. */
const BLOCK = 500;
/** More are invented than needed, since some of them may be known. */
const SPARE = 1.1;

export interface RevisedPersons {
  readonly persons: number;
  readonly revisions: number;
  /** NIKs that the registry holds already: invented persons of another run may have them. */
  readonly known: ReadonlySet<string>;
}

/** Persons sent several times over, the times of all of them interleaved: each is changed early, midway and late. */
export function revisedPersons({ persons, revisions, known }: RevisedPersons): PersonRevision[] {
  const villages = VILLAGES.map((code) => ({ code, persons: Math.ceil((persons * SPARE) / VILLAGES.length) }));
  const households = [...generateProvince({ seed: 'kills', villages, at: DRAWN_AT })];
  const people = households.flatMap((household) => household.persons).filter(({ nik }) => !known.has(nik));
  const lives = people.slice(0, persons).map((person) => [...generateRevisions(person, revisions, DRAWN_AT)]);
  return Array.from({ length: revisions / 2 }, (_, pair) => blocksOf(lives, pair)).flat();
}

function blocksOf(lives: readonly PersonRevision[][], pair: number): PersonRevision[] {
  const lines: PersonRevision[] = [];
  for (let start = 0; start < lives.length; start += BLOCK) {
    const block = lives.slice(start, start + BLOCK);
    for (const turn of [2 * pair, 2 * pair + 1]) lines.push(...block.flatMap((life) => life[turn] ?? []));
  }
  return lines;
}
