import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlatformDescription } from '@satudata/local-platform';
import { MEDIA_TYPES } from '@satudata/record-files';
import { defaultVillagePersons } from '@satudata/synthetic-province';
import { tokenSource } from '../client-token.js';
import type { Pushable } from '../intake/entities.js';
import { pushFile } from '../intake/push-file.js';
import { urlOf } from '../running-platform.js';
import { CommandFailure } from '../terminal/command-failure.js';
import { showProgress } from '../terminal/progress.js';
import type { NdjsonFile } from './ndjson-file.js';
import { PROTOTYPE_VILLAGES } from './prototype-villages.js';
import { writeSubmissions } from './write-submissions.js';

const SEED = 'lampung';

/**
 * Pushes every household of the prototype villages through the public API, as the regency offices would. A note in
 * the home says when it is done. Until then each start says the same batches again under the same keys, so that a
 * seed that was killed in the middle goes on where it stopped.
 */
export async function seedPlatform(platform: PlatformDescription, home: string): Promise<void> {
  const note = join(home, 'seeded.json');
  if (existsSync(note)) return;
  const folder = join(home, 'seed');
  const villages = PROTOTYPE_VILLAGES.map((code) => ({ code, persons: defaultVillagePersons(code) }));
  const regencies = writeSubmissions({ seed: SEED, villages, folder });
  for (const { regency, persons, familyCards } of regencies) {
    await pushAs(platform, `disdukcapil-${regency}`, 'persons', persons);
    await pushAs(platform, `disdukcapil-${regency}`, 'family-cards', familyCards);
  }
  writeFileSync(note, JSON.stringify({ seed: SEED, villages }));
  rmSync(folder, { recursive: true });
}

async function pushAs(
  platform: PlatformDescription,
  client: string,
  entities: Pushable,
  file: NdjsonFile,
): Promise<void> {
  const service = 'population-registry';
  const progress = showProgress(`${client} ${entities}`.padEnd(32), file.lines);
  const batch = await pushFile({
    url: urlOf(platform, service),
    entities,
    file: file.path,
    headers: { 'content-type': MEDIA_TYPES.ndjson },
    idempotencyKey: createHash('sha256').update(readFileSync(file.path)).digest('hex'),
    token: tokenSource(platform, { client, service }),
    onProgress: (lines) => progress.to(lines),
  });
  progress.end();
  if (batch.verdicts.rejected > 0) throw seedRejected(client, entities, batch.verdicts.rejected);
}

function seedRejected(client: string, entities: string, count: number): CommandFailure {
  return new CommandFailure(
    `${count} baris benih ${entities} dari ${client} ditolak: jumlah tidak akan cocok; periksa aturan di population-registry.`,
    `${count} seed lines of ${entities} from ${client} were rejected: the counts cannot agree; check the rules of population-registry.`,
  );
}
