import { Command } from 'commander';
import { tokenSource } from '../client-token.js';
import { reconcile, type Reconciliation } from '../reconcile/reconcile.js';
import { pagesOf, reportTable } from '../reconcile/report.js';
import type { SourceExamination, StoreExamination } from '../reconcile/settle.js';
import { Side } from '../reconcile/side.js';
import { runningPlatform, urlOf } from '../running-platform.js';
import { CommandFailure } from '../terminal/command-failure.js';

interface ReconcileCommandOptions {
  full?: boolean;
  repair?: boolean;
  reason?: string;
  source: string;
  json?: boolean;
}

const STORE = 'consolidation';
const CLIENT = 'operator';

export function reconcileCommand(): Command {
  return new Command('reconcile')
    .description('membandingkan sumber dengan gudang data / compares a source with the store')
    .option('--source <name>', 'sumber / source', 'population-registry')
    .option('--full', 'memindai semua rekaman, bukan jumlahnya / scans every record instead of sums')
    .option('--repair', 'menyatakan ulang rekaman yang rusak / says damaged records again')
    .option('--reason <text>', 'alasan perbaikan, tanpa data pribadi / why, nothing personal')
    .option('--json', 'sebagai JSON / as JSON')
    .action(run);
}

/** Ends with 1 while anything is different. */
async function run({ source, full = false, repair = false, reason, json }: ReconcileCommandOptions): Promise<void> {
  if (repair && !reason) throw reasonMissing();
  const platform = runningPlatform();
  const storeToken = tokenSource(platform, { client: CLIENT, service: STORE });
  const sides = {
    source: new Side<SourceExamination>({
      url: urlOf(platform, source),
      source,
      token: tokenSource(platform, { client: CLIENT, service: source }),
    }),
    store: new Side<StoreExamination>({ url: urlOf(platform, STORE), source, token: storeToken }),
  };
  const reconciliation = await reconcile(sides, { full, ...(repair && reason && { reason }) });
  await handIn(urlOf(platform, STORE), await storeToken(), source, reconciliation);
  process.stdout.write(`${json ? JSON.stringify(reconciliation) : reportTable(reconciliation)}\n`);
  const waiting = reconciliation.damages.some(({ outcome }) => outcome !== 'repaired');
  if (waiting || reconciliation.unequalSums > 0) process.exitCode = 1;
}

/** Page by page, since each may be as large as a request can be. */
async function handIn(url: string, token: string, source: string, reconciliation: Reconciliation): Promise<void> {
  const { id, asOf, full } = reconciliation;
  for (const page of pagesOf(reconciliation)) {
    const answer = await fetch(`${url}/v1/reconciliation/reports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ id, source, asOf, how: full ? 'full-scan' : 'sums', page }),
    });
    if (!answer.ok) throw reportRefused(answer.status);
  }
}

function reasonMissing(): CommandFailure {
  return new CommandFailure(
    'Perbaikan memerlukan alasan: tambahkan --reason "…".',
    'A repair needs a reason: add --reason "…".',
  );
}

function reportRefused(status: number): CommandFailure {
  return new CommandFailure(
    `Gudang data menolak menyimpan laporan (${status}).`,
    `The store refused to keep the report (${status}).`,
  );
}
