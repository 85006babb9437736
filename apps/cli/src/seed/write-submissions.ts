import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { generateProvince, type Household } from '@satudata/synthetic-province';
import { NdjsonFile } from './ndjson-file.js';

export interface SubmissionPlan {
  /** Decides every record: the same seed and villages give the same files, byte for byte. */
  seed: string;
  villages: { code: string; persons: number }[];
  folder: string;
  /** Persons as an office types them, and beside them a file that says which lines hold which mistakes. */
  mistakes?: boolean;
}

/** The two files one regency office would send. */
export interface RegencyFiles {
  regency: string;
  persons: NdjsonFile;
  familyCards: NdjsonFile;
  /** One `{ line, mistakes }` for each line of `persons` that holds any; only if mistakes were asked for. */
  mistakes?: NdjsonFile;
}

/** The day the invented province is drawn at: that of the published tables it follows. */
const DRAWN_AT = '2026-06-30';

export function writeSubmissions({ seed, villages, folder, mistakes = false }: SubmissionPlan): RegencyFiles[] {
  mkdirSync(folder, { recursive: true });
  const regencies = new Map<string, RegencyFiles>();
  for (const household of generateProvince({ seed, villages, at: DRAWN_AT, mistakes })) {
    const regency = regencyOf(household.familyCard.address.village);
    const files = regencies.get(regency) ?? openFiles(folder, regency, mistakes);
    regencies.set(regency, files);
    addHousehold(files, household);
  }
  for (const files of regencies.values()) filesIn(files).forEach((file) => file.close());
  return [...regencies.values()];
}

export function filesIn({ persons, familyCards, mistakes }: RegencyFiles): NdjsonFile[] {
  return [persons, familyCards, ...(mistakes ? [mistakes] : [])];
}

function addHousehold(files: RegencyFiles, { familyCard, persons, written }: Household): void {
  for (const { record, mistakes } of written ?? persons.map((record) => ({ record, mistakes: [] }))) {
    files.persons.add(record);
    if (mistakes.length > 0) files.mistakes?.add({ line: files.persons.lines, mistakes });
  }
  files.familyCards.add(familyCard);
}

function openFiles(folder: string, regency: string, mistakes: boolean): RegencyFiles {
  const file = (name: string): NdjsonFile => new NdjsonFile(join(folder, `${name}-${regency}.ndjson`));
  const files = { regency, persons: file('persons'), familyCards: file('family-cards') };
  return mistakes ? { ...files, mistakes: file('mistakes') } : files;
}

/** `18.09.10.2004` -> `18.09` */
const regencyOf = (village: string): string => village.slice(0, 'PP.KK'.length);
