import { setTimeout as pause } from 'node:timers/promises';
import type { PlatformDescription } from '@satudata/local-platform';
import { countEnds } from '../counts/count-apart.js';
import type { CountRow } from '../counts/count-apart.js';
import { CommandFailure } from '../terminal/command-failure.js';

const ASK_EVERY_MS = 500;
const GIVE_UP_AFTER_MS = 120_000;
/** The planner API calls answers that lag more `late`; a source tells its time every 5 s. */
const FRESH_WITHIN_S = 30;

/**
 * Resolves when source, store and planner agree, nothing is under way between them, and the planner does not call its
 * answers late: after a night off, the store has then heard the source's time again.
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
    if (Date.now() > giveUpAt) throw stuck(rows);
    seen = now;
  }
}

export function agrees({ source, store, planner, lagEvents, lagSeconds }: Omit<CountRow, 'topic'>): boolean {
  const alike = source !== null && source === store && store === planner && lagEvents === 0;
  return alike && lagSeconds !== null && lagSeconds <= FRESH_WITHIN_S;
}

function stuck(rows: readonly object[]): CommandFailure {
  const counts = JSON.stringify(rows);
  return new CommandFailure(
    `Gudang tidak kunjung menyamai sumber ${counts}: baca log consolidation dan population-registry di folder logs.`,
    `The store does not catch up with the source ${counts}: read the logs of consolidation and population-registry in the folder logs.`,
  );
}
