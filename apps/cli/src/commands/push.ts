import { createHash } from 'node:crypto';
import { Command } from 'commander';
import { tokenSource } from '../client-token.js';
import { OUTCOMES, verdictSum } from '../intake/batch.js';
import type { Batch } from '../intake/batch.js';
import { PUSHABLE, isPushable } from '../intake/entities.js';
import { fetchVerdicts } from '../intake/fetch-verdicts.js';
import { pushFile } from '../intake/push-file.js';
import { describeFile, headersFor, measureFile, type RecordFile } from '../intake/record-file.js';
import { tryFile, type Trial } from '../intake/try-file.js';
import { writeRejected } from '../intake/write-rejected.js';
import { runningPlatform, urlOf } from '../running-platform.js';
import { CommandFailure } from '../terminal/command-failure.js';
import { OUTCOME_WORDS } from '../terminal/outcome-words.js';
import { showProgress } from '../terminal/progress.js';
import { renderTable } from '../terminal/table.js';

interface PushOptions {
  as?: string;
  key?: string;
  mapping?: string;
  dryRun?: true;
}

export function pushCommand(): Command {
  return new Command('push')
    .description('mengirim berkas data sebagai satu kiriman / pushes a file of records as one batch')
    .argument('<entities>', Object.keys(PUSHABLE).join(' | '))
    .argument('<file>', '.ndjson, .csv, .tsv (juga / also .gz), .xlsx')
    .option('--as <client>', 'nama klien / client, e.g. disdukcapil-18.01')
    .option('--key <key>', 'kunci idempotensi; bawaan: dari isi berkas dan klien / default: from content and client')
    .option('--mapping <file>', 'arti kolom tabel, JSON / what the columns of a table mean, JSON')
    .option('--dry-run', 'hanya memeriksa berkas, tanpa mengirim / only checks the file, sends nothing')
    .action(push);
}

async function push(entities: string, path: string, options: PushOptions): Promise<void> {
  if (!isPushable(entities)) throw unknownEntities(entities);
  const file = describeFile(path, entities, options.mapping);
  if (options.dryRun) await tryOnly(file);
  else if (options.as === undefined) throw clientMissing();
  else await send(file, options.as, options.key);
}

async function tryOnly(file: RecordFile): Promise<void> {
  const { records, lines } = await measureFile(file);
  const progress = showProgress(file.entities, lines);
  const trial = await tryFile(file, progress.to).finally(() => progress.end());
  if (trial.rejected > 0) process.exitCode = 1;
  process.stdout.write(`${trialSummary(trial, records)}\n`);
}

async function send(file: RecordFile, client: string, key: string | undefined): Promise<void> {
  const { entities, path } = file;
  const platform = runningPlatform();
  const { service } = PUSHABLE[entities];
  const url = urlOf(platform, service);
  const token = tokenSource(platform, { client, service });
  const { records, lines, sha256 } = await measureFile(file);
  const progress = showProgress(entities, lines);
  const idempotencyKey = key ?? contentKey(client, file, sha256);
  const headers = headersFor(file, sha256);
  const plan = { url, entities, file: path, headers, idempotencyKey, token, onProgress: progress.to };
  const batch = await pushFile(plan).finally(() => progress.end());
  let rejectedFile: string | undefined;
  if (batch.verdicts.rejected > 0) {
    const rejected = fetchVerdicts({ service, url, token: await token(), batch: batch.id, outcome: 'rejected' });
    rejectedFile = await writeRejected(file, rejected);
    process.exitCode = 1;
  }
  process.stdout.write(`${summary(batch, records, rejectedFile)}\n`);
  if (verdictSum(batch) !== records) throw doesNotAddUp(batch, records);
}

/** The same file of the same client is the same batch, however often it is sent; read otherwise, it is another. */
function contentKey(client: string, { mapping }: RecordFile, sha256: Buffer): string {
  const hash = createHash('sha256').update(`${client}\n${sha256.toString('hex')}`);
  const isMapped = Object.keys(mapping.columns).length + Object.keys(mapping.constants).length > 0;
  if (isMapped) hash.update(`\n${JSON.stringify(mapping)}`);
  return hash.digest('hex');
}

function summary(batch: Batch, records: number, rejectedFile: string | undefined): string {
  const rows = OUTCOMES.map((outcome) => [OUTCOME_WORDS[outcome], batch.verdicts[outcome]] as const);
  const table = renderTable(['Hasil / outcome', 'Data / records'], [...rows, ['dikirim / sent', records]]);
  return `Kiriman / batch ${batch.id}\n${table}${whereRejected(rejectedFile)}`;
}

function trialSummary({ taken, rejected, rules, rejectedFile }: Trial, records: number): string {
  const counts = renderTable(
    ['Hasil uji / outcome of the trial', 'Data / records'],
    [
      ['akan diterima / would be taken', taken],
      [OUTCOME_WORDS.rejected, rejected],
      ['diperiksa / tried', records],
    ],
  );
  const byCount = [...rules].sort(([, one], [, other]) => other - one);
  const table = rules.size > 0 ? `\n${renderTable(['Aturan / rule', 'Data / records'], byCount)}` : '';
  return `${counts}${table}${whereRejected(rejectedFile)}\n${ONLY_THE_SERVICE_KNOWS}`;
}

const ONLY_THE_SERVICE_KNOWS =
  'Belum diperiksa, karena hanya layanan yang tahu: wilayah kewenangan, kantor lain, usang, tidak berubah. / ' +
  'Not checked, since only the service knows: your region, other offices, stale, unchanged.';

function whereRejected(file: string | undefined): string {
  if (file === undefined) return '';
  return `\nData yang ditolak dan sebabnya; perbaiki lalu kirim berkas ini / rejected records and why; mend and push this file: ${file}`;
}

function clientMissing(): CommandFailure {
  return new CommandFailure(
    'Sebutkan klien dengan --as, misalnya --as disdukcapil-18.01.',
    'Name the client with --as, for example --as disdukcapil-18.01.',
  );
}

function unknownEntities(entities: string): CommandFailure {
  const known = Object.keys(PUSHABLE).join(', ');
  return new CommandFailure(
    `${entities} tidak dapat dikirim; yang dapat: ${known}.`,
    `${entities} cannot be pushed; these can: ${known}.`,
  );
}

function doesNotAddUp(batch: Batch, records: number): CommandFailure {
  return new CommandFailure(
    `Jumlah hasil (${verdictSum(batch)}) berbeda dari data yang dikirim (${records}): laporkan dengan nomor kiriman ${batch.id}.`,
    `The verdicts (${verdictSum(batch)}) do not add up to the records sent (${records}): report this with batch ${batch.id}.`,
  );
}
