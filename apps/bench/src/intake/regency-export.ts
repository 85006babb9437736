import { createWriteStream, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { loadRegions } from '@satudata/regions';
import { defaultVillagePersons, generateProvince } from '@satudata/synthetic-province';
import { lineOf, REGENCY } from '../invented-persons.js';

const DRAWN_AT = '2026-06-30';
const PIECE = 2_000;

export interface RegencyExport {
  readonly folder: string;
  readonly file: string;
  readonly lines: number;
}

/** The residents of a regency as its office types them, mistakes included, as NDJSON in a folder of its own. */
export async function writeRegencyExport(lines: number): Promise<RegencyExport> {
  const folder = mkdtempSync(join(tmpdir(), 'satudata-intake-'));
  const file = join(folder, 'persons.ndjson');
  await pipeline(Readable.from(inPieces(residentsWithMistakes(lines))), createWriteStream(file));
  return { folder, file, lines };
}

/** Residents of the regency, each as the office types it; the same for the same count. */
export function* residentsWithMistakes(count: number): Generator<object> {
  let left = count;
  const villages = villagesFor(count);
  for (const { written = [] } of generateProvince({ seed: 'intake', villages, at: DRAWN_AT, mistakes: true })) {
    for (const { record } of written) {
      if (left === 0) return;
      left -= 1;
      yield record;
    }
  }
  if (left > 0) throw new Error(`${REGENCY} has ${left} residents too few`);
}

/** Every village of the regency, larger than it is if so many are asked for. */
function villagesFor(count: number): { code: string; persons: number }[] {
  const codes = loadRegions()
    .all('village')
    .map(({ code }) => code)
    .filter((code) => code.startsWith(`${REGENCY}.`));
  const residents = codes.reduce((sum, code) => sum + defaultVillagePersons(code), 0);
  const growth = Math.max(1, (count / residents) * 1.01);
  return codes.map((code) => ({ code, persons: Math.ceil(defaultVillagePersons(code) * growth) }));
}

function* inPieces(records: Iterable<object>): Generator<string> {
  let piece: string[] = [];
  for (const record of records) {
    if (piece.push(lineOf(record)) < PIECE) continue;
    yield piece.join('');
    piece = [];
  }
  yield piece.join('');
}
