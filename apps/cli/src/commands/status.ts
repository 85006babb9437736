import { Command } from 'commander';
import { countApart, nothingAnswers } from '../counts/count-apart.js';
import { countTable } from '../counts/count-table.js';
import { runningPlatform } from '../running-platform.js';
import { CommandFailure } from '../terminal/command-failure.js';

export function statusCommand(): Command {
  return new Command('status')
    .description('jumlah di sumber, topik, gudang dan perencana / counts in source, topic, store and planner')
    .option('--json', 'sebagai JSON / as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const rows = await countApart(runningPlatform());
      process.stdout.write(`${json ? JSON.stringify(rows, null, 2) : countTable(rows)}\n`);
      if (rows.every(nothingAnswers)) throw away();
    });
}

function away(): CommandFailure {
  return new CommandFailure(
    'Tidak satu bagian pun menjawab: jalankan platform dengan `npm start`, lalu coba lagi.',
    'Not one part answers: start the platform with `npm start`, then try again.',
  );
}
