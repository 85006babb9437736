import { mkdir, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { tokenSource } from '../client-token.js';
import { fetchArrival, fetchPublicKeys, fetchReceipt } from '../receipt/fetch-receipts.js';
import type { Party } from '../receipt/fetch-receipts.js';
import { receiptFiles } from '../receipt/receipt-files.js';
import { runningPlatform, urlOf } from '../running-platform.js';
import { CommandFailure } from '../terminal/command-failure.js';

interface ReceiptOptions {
  as: string;
  from: string;
  to: string;
}

const ARRIVED_WITHIN_MS = 60_000;

export function receiptCommand(): Command {
  return new Command('receipt')
    .description('menyimpan tanda terima dan tanda tiba kiriman / saves the receipt and the arrival of a batch')
    .argument('<batch>', 'nomor kiriman / id of the batch, as `satudata push` prints it')
    .requiredOption('--as <client>', 'nama klien / client, e.g. disdukcapil-18.01')
    .option('--from <source>', 'layanan yang menerimanya / the service that took it', 'population-registry')
    .option('--to <folder>', 'tempat menyimpan / where to save', '.')
    .action(saveReceipts);
}

async function saveReceipts(batch: string, { as: client, from, to }: ReceiptOptions): Promise<void> {
  const platform = runningPlatform();
  const party = (name: string): Party => ({
    name,
    url: urlOf(platform, name),
    token: tokenSource(platform, { client, service: name }),
  });
  const [source, store] = [party(from), party('consolidation')];
  const files = receiptFiles(to, batch);
  await mkdir(to, { recursive: true });
  await save(files.receipt, await fetchReceipt(source, batch));
  await save(
    files.keys,
    JSON.stringify({ keys: [...(await fetchPublicKeys(source)), ...(await fetchPublicKeys(store))] }),
  );
  const arrival = await fetchArrival(store, from, batch, ARRIVED_WITHIN_MS);
  if (arrival === undefined) throw notArrived(batch);
  await save(files.arrival, arrival);
}

async function save(file: string, text: string): Promise<void> {
  await writeFile(file, text);
  process.stdout.write(`${file}\n`);
}

function notArrived(batch: string): CommandFailure {
  return new CommandFailure(
    `Kiriman ${batch} diterima, tetapi belum seluruhnya sampai di gudang data: ulangi perintah ini nanti.`,
    `The batch ${batch} is taken, but not all of it has reached the store: run this again later.`,
  );
}
