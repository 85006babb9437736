import { Command } from 'commander';
import { askAs } from '../ask-as-operator.js';
import type { Batch } from '../intake/batch.js';
import { runningPlatform } from '../running-platform.js';
import { renderTable, type Cell } from '../terminal/table.js';

interface BatchesOptions {
  as: string;
  from: string;
}

interface ListedBatch extends Batch {
  entity: string;
  startedAt: string;
}

const HEADINGS = ['Kiriman / batch', 'Jenis / entity', 'Keadaan / state', 'Baris / lines', 'Mulai / started'];

const STATES: Readonly<Record<string, string>> = {
  running: 'berjalan / running',
  finished: 'selesai / finished',
  cancelled: 'dibatalkan / cancelled',
};

export function batchesCommand(): Command {
  return new Command('batches')
    .description(
      'kiriman terbaru sebuah klien, dan membatalkannya / the newest batches of a client, and cancelling one',
    )
    .addCommand(
      of(new Command('list').description('daftar kiriman, yang terbaru dulu / lists them, the newest first')).action(
        list,
      ),
    )
    .addCommand(
      of(
        new Command('cancel')
          .description('menghentikan kiriman; yang sudah diterima tetap / ends a batch; what was taken stays')
          .argument('<batch>', 'nomor kiriman / id of the batch, as `satudata batches list` prints it'),
      ).action(cancel),
    );
}

function of(command: Command): Command {
  return command
    .requiredOption('--as <client>', 'nama klien / client, e.g. disdukcapil-18.01')
    .option('--from <source>', 'layanan yang menerimanya / the service that took it', 'population-registry');
}

async function list({ as: client, from }: BatchesOptions): Promise<void> {
  const { batches } = await askAs(runningPlatform(), { client, service: from })<{ batches: ListedBatch[] }>(
    '/v1/batches',
  );
  const nothing = 'Belum ada kiriman / no batches yet';
  process.stdout.write(`${batches.length > 0 ? renderTable(HEADINGS, batches.map(rowOf)) : nothing}\n`);
}

function rowOf({ id, entity, status, committedLines, startedAt }: ListedBatch): Cell[] {
  return [id, entity, STATES[status] ?? status, committedLines, startedAt];
}

async function cancel(batch: string, { as: client, from }: BatchesOptions): Promise<void> {
  const ask = askAs(runningPlatform(), { client, service: from });
  const ended = await ask<ListedBatch>(`/v1/batches/${encodeURIComponent(batch)}`, undefined, 'DELETE');
  process.stdout.write(
    `Kiriman ${batch} dibatalkan; ${ended.committedLines} baris sudah diterima dan tetap. / ` +
      `The batch ${batch} is cancelled; ${ended.committedLines} lines were taken and stay.\n`,
  );
}
