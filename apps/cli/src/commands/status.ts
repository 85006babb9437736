import { Command } from 'commander';
import { countApart } from '../counts/count-apart.js';
import { countTable } from '../counts/count-table.js';
import { runningPlatform } from '../running-platform.js';

export function statusCommand(): Command {
  return new Command('status')
    .description('jumlah di sumber, topik, gudang dan perencana / counts in source, topic, store and planner')
    .option('--json', 'sebagai JSON / as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const rows = await countApart(runningPlatform());
      process.stdout.write(`${json ? JSON.stringify(rows, null, 2) : countTable(rows)}\n`);
    });
}
