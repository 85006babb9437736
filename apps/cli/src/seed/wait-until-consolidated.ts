import { setTimeout as pause } from 'node:timers/promises';
import type { PlatformDescription } from '@satudata/local-platform';
import { countEnds } from '../counts/count-apart.js';
import type { CountRow } from '../counts/count-apart.js';
import { CommandFailure } from '../terminal/command-failure.js';

const ASK_EVERY_MS = 500;
const GIVE_UP_AFTER_MS = 120_000;

/**
 * Resolves when source, store and planner agree and nothing is under way between them.
 * @throws CommandFailure when nothing has moved for two minutes
 */
export async function waitUntilConsolidated(platform: PlatformDescription): Promise<void> {
  let seen = '';
  for (let giveUpAt = Infinity; ; await pause(ASK_EVERY_MS)) {
    const rows = await countEnds(platform);
    if (rows.every(agrees)) return;
    const now = JSON.stringify(
      rows.map(({ source, store, planner, lagEvents }) => [source, store, planner, lagEvents]),
    );
    if (now !== seen) giveUpAt = Date.now() + GIVE_UP_AFTER_MS;
    if (Date.now() > giveUpAt) throw stuck(now);
    seen = now;
  }
}

export function agrees({ source, store, planner, lagEvents }: Omit<CountRow, 'topic'>): boolean {
  return source !== null && source === store && store === planner && lagEvents === 0;
}

function stuck(counts: string): CommandFailure {
  return new CommandFailure(
    `Gudang tidak kunjung menyamai sumber ${counts}: baca log consolidation dan population-registry di folder logs.`,
    `The store does not catch up with the source ${counts}: read the logs of consolidation and population-registry in the folder logs.`,
  );
}
