import { setTimeout as pause } from 'node:timers/promises';
import type { Rig } from '../rig/rig.js';

const LOOK_AGAIN_MS = 100;
/** A mistaken relay may have a batch in its hands that is in no queue and not yet in the log. */
const LOOKS = 4;
/** Longer than a lease and a session together: whoever does nothing for so long will not do more. */
const STILL_MS = 12_000;

/**
 * Waits until all that was said has arrived, or until nothing moves any more: what has not arrived by then is for the
 * checker to name, not for a time-out.
 */
export async function untilQuiet(rig: Rig): Promise<void> {
  let seen = '';
  let looks = 0;
  for (let movedAt = Date.now(); Date.now() - movedAt < STILL_MS;) {
    const now = await look(rig).catch(() => undefined);
    looks = now?.done ? looks + 1 : 0;
    if (looks >= LOOKS) return;
    if (now && now.trace !== seen) movedAt = Date.now();
    seen = now?.trace ?? seen;
    await pause(LOOK_AGAIN_MS);
  }
}

/** `trace` changes as long as anything moves. */
async function look({ source, store, tail }: Rig): Promise<{ done: boolean; trace: string }> {
  const [[queue], positions, [work], ends] = await Promise.all([
    source.ask<{ unsent: number }>('select count(*)::int as unsent from outbox.outbox'),
    store.ask<{ place: string; next: string }>(
      `select topic || '/' || partition as place, next_offset as next from inbox.position
        where consumer = 'consolidation' and topic = any($1)`,
      [tail.topics],
    ),
    store.ask<{ todo: number }>('select count(*)::int as todo from inbox.todo'),
    tail.reachedEnds(),
  ]);
  const next = new Map(positions.map(({ place, next: offset }) => [place, BigInt(offset)]));
  const applied = ends && [...ends].every(([place, end]) => (next.get(place) ?? 0n) >= end);
  const trace = [queue?.unsent, ...[...next.values()], work?.todo, tail.count].join(' ');
  return { done: queue?.unsent === 0 && applied === true && work?.todo === 0, trace };
}
