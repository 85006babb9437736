import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { generateProvince } from '@satudata/synthetic-province';
import { NdjsonFile } from './ndjson-file.js';

export interface SubmissionPlan {
  /** Decides every record: the same seed and villages give the same files, byte for byte. */
  seed: string;
  villages: { code: string; persons: number }[];
  folder: string;
}

/** The two files one regency office would send. */
export interface RegencyFiles {
  regency: string;
  persons: NdjsonFile;
  familyCards: NdjsonFile;
}

/** The day the invented province is drawn at: that of the published tables it follows. */
const DRAWN_AT = '2026-06-30';

export function writeSubmissions({ seed, villages, folder }: SubmissionPlan): RegencyFiles[] {
  mkdirSync(folder, { recursive: true });
  const regencies = new Map<string, RegencyFiles>();
  for (const { familyCard, persons } of generateProvince({ seed, villages, at: DRAWN_AT })) {
    const files = filesOf(regencies, folder, regencyOf(familyCard.address.village));
    for (const person of persons) files.persons.add(person);
    files.familyCards.add(familyCard);
  }
  for (const { persons, familyCards } of regencies.values()) [persons, familyCards].forEach((file) => file.close());
  return [...regencies.values()];
}

function filesOf(regencies: Map<string, RegencyFiles>, folder: string, regency: string): RegencyFiles {
  const known = regencies.get(regency);
  if (known) return known;
  const file = (entities: string): NdjsonFile => new NdjsonFile(join(folder, `${entities}-${regency}.ndjson`));
  const files = { regency, persons: file('persons'), familyCards: file('family-cards') };
  regencies.set(regency, files);
  return files;
}

/** `18.09.10.2004` -> `18.09` */
const regencyOf = (village: string): string => village.slice(0, 'PP.KK'.length);
