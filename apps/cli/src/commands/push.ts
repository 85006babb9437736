import { createHash } from 'node:crypto';
import { Command } from 'commander';
import { tokenSource } from '../client-token.js';
import { OUTCOMES, verdictSum } from '../intake/batch.js';
import type { Batch } from '../intake/batch.js';
import { PUSHABLE, isPushable } from '../intake/entities.js';
import { measure } from '../intake/line-file.js';
import { pushFile } from '../intake/push-file.js';
import { writeRejected } from '../intake/write-rejected.js';
import { runningPlatform, urlOf } from '../running-platform.js';
import { CommandFailure } from '../terminal/command-failure.js';
import { showProgress } from '../terminal/progress.js';
import { renderTable } from '../terminal/table.js';

interface PushOptions {
  as: string;
  key?: string;
}

export function pushCommand(): Command {
  return new Command('push')
    .description('mengirim berkas NDJSON sebagai satu kiriman / pushes an NDJSON file as one batch')
    .argument('<entities>', Object.keys(PUSHABLE).join(' | '))
    .argument('<file>', 'satu rekaman JSON tiap baris / one JSON record per line')
    .requiredOption('--as <client>', 'nama klien / client, e.g. disdukcapil-18.01')
    .option('--key <key>', 'kunci idempotensi; bawaan: dari isi berkas dan klien / default: from content and client')
    .action(push);
}

async function push(entities: string, file: string, { as: client, key }: PushOptions): Promise<void> {
  if (!isPushable(entities)) throw unknownEntities(entities);
  const platform = runningPlatform();
  const { service } = PUSHABLE[entities];
  const url = urlOf(platform, service);
  const token = tokenSource(platform, { client, service });
  const { lines, sha256 } = await measure(file);
  const progress = showProgress(entities, lines);
  const idempotencyKey = key ?? contentKey(client, sha256);
  const batch = await pushFile({ url, entities, file, idempotencyKey, token, onProgress: progress.to }).finally(() =>
    progress.end(),
  );
  const target = `${file}.rejected.ndjson`;
  if (batch.verdicts.rejected > 0) {
    await writeRejected({ url, batch: batch.id, token: await token(), source: file, target });
    process.exitCode = 1;
  }
  process.stdout.write(`${summary(batch, lines, target)}\n`);
  if (verdictSum(batch) !== lines) throw doesNotAddUp(batch, lines);
}

/** The same file of the same client is the same batch, however often it is sent. */
const contentKey = (client: string, sha256: string): string =>
  createHash('sha256').update(`${client}\n${sha256}`).digest('hex');

function summary(batch: Batch, lines: number, rejectedFile: string): string {
  const rows = OUTCOMES.map((outcome) => [LABELS[outcome], batch.verdicts[outcome]] as const);
  const table = renderTable(['Hasil / outcome', 'Baris / lines'], [...rows, ['dikirim / sent', lines]]);
  const where =
    batch.verdicts.rejected > 0 ? `\nBaris ditolak dan sebabnya / rejected lines and why: ${rejectedFile}` : '';
  return `Kiriman / batch ${batch.id}\n${table}${where}`;
}

const LABELS = {
  stored: 'disimpan / stored',
  unchanged: 'tidak berubah / unchanged',
  stale: 'usang / stale',
  rejected: 'ditolak / rejected',
} as const satisfies Record<(typeof OUTCOMES)[number], string>;

function unknownEntities(entities: string): CommandFailure {
  const known = Object.keys(PUSHABLE).join(', ');
  return new CommandFailure(
    `${entities} tidak dapat dikirim; yang dapat: ${known}.`,
    `${entities} cannot be pushed; these can: ${known}.`,
  );
}

function doesNotAddUp(batch: Batch, lines: number): CommandFailure {
  return new CommandFailure(
    `Jumlah hasil (${verdictSum(batch)}) berbeda dari baris yang dikirim (${lines}): laporkan dengan nomor kiriman ${batch.id}.`,
    `The verdicts (${verdictSum(batch)}) do not add up to the lines sent (${lines}): report this with batch ${batch.id}.`,
  );
}
