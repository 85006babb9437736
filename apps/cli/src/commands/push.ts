import { Command } from 'commander';
import { OUTCOMES, verdictSum } from '../intake/batch.js';
import type { Batch } from '../intake/batch.js';
import { destinationOf, rejectedOf, sendFile, type Destination } from '../intake/destination.js';
import { PUSHABLE, isPushable, type Pushable } from '../intake/entities.js';
import { describeFile, measureFile, type RecordFile } from '../intake/record-file.js';
import { tryFile, type Trial } from '../intake/try-file.js';
import { writeRejected } from '../intake/write-rejected.js';
import { runningPlatform } from '../running-platform.js';
import { CommandFailure } from '../terminal/command-failure.js';
import { OUTCOME_WORDS } from '../terminal/outcome-words.js';
import { showProgress } from '../terminal/progress.js';
import { stopRequest } from '../terminal/stop-request.js';
import { renderTable } from '../terminal/table.js';
import { sendChanged } from '../watch/send-changed.js';
import { watchFolder } from '../watch/watch-folder.js';

interface PushOptions {
  as?: string;
  key?: string;
  mapping?: string;
  dryRun?: true;
  watch?: true;
}

export function pushCommand(): Command {
  return new Command('push')
    .description('mengirim berkas data sebagai satu kiriman / pushes a file of records as one batch')
    .argument('<entities>', Object.keys(PUSHABLE).join(' | '))
    .argument('<file>', 'atau folder bila / or a folder with --watch: .ndjson, .csv, .tsv (juga / also .gz), .xlsx')
    .option('--as <client>', 'nama klien / client, e.g. disdukcapil-18.01')
    .option('--key <key>', 'kunci idempotensi; bawaan: dari isi berkas dan klien / default: from content and client')
    .option('--mapping <file>', 'arti kolom tabel, JSON / what the columns of a table mean, JSON')
    .option('--dry-run', 'hanya memeriksa berkas, tanpa mengirim / only checks the file, sends nothing')
    .option('--watch', 'terus mengirim yang berubah dalam folder / goes on sending what changes in the folder')
    .action(push);
}

async function push(entities: string, path: string, options: PushOptions): Promise<void> {
  const { as: client, mapping } = options;
  if (!isPushable(entities)) throw unknownEntities(entities);
  if (options.dryRun) return tryOnly(describeFile(path, entities, mapping));
  if (client === undefined) throw clientMissing();
  const destination = destinationOf(runningPlatform(), entities, client);
  if (options.watch) return watch(path, entities, destination, mapping);
  return send(describeFile(path, entities, mapping), destination, options.key);
}

async function tryOnly(file: RecordFile): Promise<void> {
  const { records, lines } = await measureFile(file);
  const progress = showProgress(file.entities, lines);
  const trial = await tryFile(file, progress.to).finally(() => progress.end());
  if (trial.rejected > 0) process.exitCode = 1;
  process.stdout.write(`${trialSummary(trial, records)}\n`);
}

async function send(file: RecordFile, destination: Destination, key: string | undefined): Promise<void> {
  const measure = await measureFile(file);
  const { records, lines } = measure;
  const progress = showProgress(file.entities, lines);
  const onProgress = (done: number, waitSeconds?: number) =>
    progress.to(done, { total: lines, note: waitNote(waitSeconds) });
  const plan = { key, onProgress };
  const batch = await sendFile(file, measure, destination, plan).finally(() => progress.end());
  let rejectedFile: string | undefined;
  if (batch.verdicts.rejected > 0) {
    rejectedFile = await writeRejected(file, rejectedOf(batch, destination));
    process.exitCode = 1;
  }
  process.stdout.write(`${summary(batch, records, rejectedFile)}\n`);
  if (verdictSum(batch) !== records) throw doesNotAddUp(batch, records);
}

function waitNote(seconds: number | undefined): string {
  return seconds === undefined ? '' : `menunggu / waiting ${seconds} s`;
}

async function watch(folder: string, entities: Pushable, destination: Destination, mapping?: string): Promise<void> {
  process.stdout.write(`Mengamati ${folder}; Ctrl+C untuk berhenti / watching it, Ctrl+C to stop\n`);
  await watchFolder({
    folder,
    until: stopRequest(),
    onFailure: ({ message }) => process.stderr.write(`${message}\n`),
    onDue: async (path) => {
      const { batch, rejectedFile } = await sendChanged(describeFile(path, entities, mapping), destination);
      const told = batch ? summary(batch, verdictSum(batch), undefined) : 'tidak ada yang berubah / nothing changed';
      process.stdout.write(`${path}: ${told}${whereRejected(rejectedFile)}\n`);
    },
  });
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
