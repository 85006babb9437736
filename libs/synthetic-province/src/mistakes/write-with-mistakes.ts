import { Random } from '../random.js';
import type { Household, PersonSubmission } from '../submissions.js';
import { CATALOGUE, SECOND_NIK_RATE, type MistakeName } from './catalogue.js';
import type { Mistake, Mistakes, Surroundings, WrittenPerson } from './spoil.js';

/** A record as an office sends it, and what is wrong with it. */
export interface WrittenRecord {
  readonly record: WrittenPerson;
  /** In the order of the catalogue, at most one per group of fields; empty for most. */
  readonly mistakes: readonly MistakeName[];
}

/** Districts of other offices: a person registered there as well has a second NIK. */
const OTHER_OFFICES = ['180106', '180201', '187101', '187201', '330201', '350401'];

/** Writes the households of one village as an office would type them: the same seed gives the same mistakes. */
export class Typist {
  private readonly random: Random;
  private lastNik = '';

  constructor(
    seed: string,
    private readonly villageName: string | undefined,
  ) {
    this.random = new Random(`${seed}/mistakes`);
  }

  write(household: Household): WrittenRecord[] {
    return household.persons.flatMap((person) => {
      const around = {
        household,
        strangersNik: this.lastNik || person.nik,
        villageName: this.villageName,
        random: this.random,
      };
      this.lastNik = person.nik;
      const written = writeWithMistakes(person, around);
      return this.random.chance(SECOND_NIK_RATE) ? [written, secondNik(person, this.random)] : [written];
    });
  }
}

function writeWithMistakes(person: PersonSubmission, around: Surroundings): WrittenRecord {
  let record: WrittenPerson = { ...person };
  const mistakes: MistakeName[] = [];
  for (const group of Object.values<Mistakes>(CATALOGUE)) {
    const drawn = draw(group, around.random);
    // Each mistake starts from the truth; those of address and village both lie in the residence.
    const change = drawn && drawn[1].spoil({ ...record, nik: person.nik }, around);
    if (!drawn || !change) continue;
    record = { ...record, ...change };
    mistakes.push(drawn[0] as MistakeName);
  }
  if (record.nik === undefined) delete record.nik;
  return { record, mistakes };
}

/** One throw per group: who is hit by a mistake that cannot happen to them is written right. */
function draw(group: Mistakes, random: Random): readonly [string, Mistake] | undefined {
  let left = random.next();
  return Object.entries(group).find(([, { rate }]) => (left -= rate) < 0);
}

function secondNik(person: PersonSubmission, random: Random): WrittenRecord {
  const district = random.pick(OTHER_OFFICES.filter((office) => office !== person.nik.slice(0, 6)));
  return { record: { ...person, nik: district + person.nik.slice(6) }, mistakes: ['person.second-nik'] };
}
