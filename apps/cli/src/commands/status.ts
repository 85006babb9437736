import { Command, Option } from 'commander';
import { countApart, nothingAnswers } from '../counts/count-apart.js';
import { countTable } from '../counts/count-table.js';
import { runningPlatform } from '../running-platform.js';
import { CommandFailure } from '../terminal/command-failure.js';
import { watchPipeline } from './watch-pipeline.js';

export function statusCommand(): Command {
  return new Command('status')
    .description('jumlah di sumber, topik, gudang dan perencana / counts in source, topic, store and planner')
    .addOption(new Option('--json', 'sebagai JSON / as JSON').conflicts('watch'))
    .option('--watch', 'terus memperlihatkan aliran per partisi / keeps showing the flow of each partition')
    .action(async ({ json, watch }: { json?: boolean; watch?: boolean }) => {
      if (watch) return watchPipeline(runningPlatform());
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
