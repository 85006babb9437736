import type { Rig } from '../rig/rig.js';

/** Changes that no broker has acknowledged: at most so many can be in flight. */
export async function unsent({ source }: Rig): Promise<number> {
  const [row] = await source.ask<{ count: number }>('select count(*)::int as count from outbox.outbox');
  return row?.count ?? 0;
}
