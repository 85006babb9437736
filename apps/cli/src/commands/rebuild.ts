import { setTimeout as pause } from 'node:timers/promises';
import { Command } from 'commander';
import { askAsOperator, type AskOperator } from '../ask-as-operator.js';
import { runningPlatform } from '../running-platform.js';
import { CommandFailure } from '../terminal/command-failure.js';
import { showProgress } from '../terminal/progress.js';
import { renderTable } from '../terminal/table.js';

interface Digest {
  rows: string;
  digest: string;
}

interface Run {
  id: string;
  state: 'requested' | 'loading' | 'following' | 'done' | 'refused' | 'failed';
  finishedAt: string | null;
  eventsDone: string;
  eventsTotal: string;
  eventsPerSecond: number | null;
  remainingSeconds: number | null;
  pausedMs: number | null;
  swapMs: number | null;
  differences: { table: string; live: Digest; rebuilt: Digest }[];
  cause: string | null;
}

const LOOK_EVERY_MS = 500;

export function rebuildCommand(): Command {
  return new Command('rebuild')
    .description(
      'membangun ulang gudang dari topik, sementara data tetap masuk / rebuilds the store from the topics while data flows',
    )
    .option(
      '--back',
      'kembali ke gudang sebelum pembangunan ulang terakhir / back to the store before the last rebuild',
    )
    .option('--no-watch', 'tidak menunggu sampai selesai / does not wait for the end')
    .action(async ({ back, watch }: { back?: boolean; watch: boolean }) => {
      const ask = askAsOperator(runningPlatform(), 'consolidation');
      const run = await ask<Run>('/v1/rebuilds', { kind: back ? 'step-back' : 'rebuild' });
      if (watch) report(await watched(ask, run));
      else process.stdout.write(`${run.id}\n`);
    });
}

async function watched(ask: AskOperator, requested: Run): Promise<Run> {
  const progress = showProgress('Peristiwa / events', Number(requested.eventsTotal));
  try {
    for (let run = requested; ; run = await ask<Run>(`/v1/rebuilds/${requested.id}`)) {
      progress.to(Number(run.eventsDone), { total: Number(run.eventsTotal), note: noteOf(run) });
      if (run.finishedAt !== null) return run;
      await pause(LOOK_EVERY_MS);
    }
  } finally {
    progress.end();
  }
}

function noteOf({ state, eventsPerSecond, remainingSeconds }: Run): string {
  const left = remainingSeconds === null ? '' : `, ${remainingSeconds} s lagi / left`;
  return `${state}, ${eventsPerSecond ?? 0}/s${left}`;
}

/** @throws CommandFailure when nothing was swapped */
function report({ state, differences, cause, ...run }: Run): void {
  if (state === 'done') {
    const headings = ['Peristiwa / events', 'Per detik / a second', 'Jeda / pause (ms)', 'Tukar / swap (ms)'];
    const figures = [Number(run.eventsTotal), run.eventsPerSecond, run.pausedMs, run.swapMs];
    process.stdout.write(`${renderTable(headings, [figures])}\n`);
    return;
  }
  if (state === 'failed') {
    throw new CommandFailure(`Pembangunan ulang gagal (${cause}).`, `The rebuild failed (${cause}).`);
  }
  const headings = ['Tabel / table', 'Baris lama / live rows', 'Baris baru / rebuilt rows', 'Sidik / digests'];
  const rows = differences.map(({ table, live, rebuilt }) => [
    table,
    Number(live.rows),
    Number(rebuilt.rows),
    `${live.digest} / ${rebuilt.digest}`,
  ]);
  process.stdout.write(`${renderTable(headings, rows)}\n`);
  throw new CommandFailure(
    'Gudang lama dan baru berbeda, jadi tidak ada yang ditukar.',
    'The live and the rebuilt store differ, so nothing was swapped.',
  );
}
