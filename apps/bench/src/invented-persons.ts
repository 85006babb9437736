import { loadRegions } from '@satudata/regions';
import { defaultVillagePersons, generateProvince, type PersonSubmission } from '@satudata/synthetic-province';

/** The most populous regency: enough distinct residents for every measurement of one run. */
export const REGENCY = '18.01';
const DRAWN_AT = '2026-06-30';

/** Never the same person twice, however much is drawn. */
export class InventedPersons {
  private readonly residents = residentsOf(REGENCY);

  take(count: number): PersonSubmission[] {
    return Array.from({ length: count }, () => this.next());
  }

  /** As NDJSON lines, until they make up so many bytes. */
  *linesOf(bytes: number): Generator<string> {
    for (let written = 0; written < bytes;) {
      const line = lineOf(this.next());
      written += Buffer.byteLength(line);
      yield line;
    }
  }

  private next(): PersonSubmission {
    const { done, value } = this.residents.next();
    if (done) throw new Error(`${REGENCY} has no more residents`);
    return value;
  }
}

export const lineOf = (person: object): string => `${JSON.stringify(person)}\n`;

function* residentsOf(regency: string): Generator<PersonSubmission, void> {
  const villages = loadRegions()
    .all('village')
    .filter(({ code }) => code.startsWith(`${regency}.`))
    .map(({ code }) => ({ code, persons: defaultVillagePersons(code) }));
  for (const { persons } of generateProvince({ seed: 'bench', villages, at: DRAWN_AT })) yield* persons;
}
