import type { EntityManager } from 'typeorm';
import { readHorizon } from '../relay/queue.js';
import { foldSaid, slotOf, sumsHoldThrough } from './fold-said.js';
import { sumsThrough } from './read-buckets.js';
import { rowHash } from './row-hash.js';

/** Changes folded in one transaction: some tenths of a second. */
const ROUND = 20_000;
/** "satudata fold": one folder at a time, so that no version is summed twice. */
const FOLD_LOCK = 7_283_328_282;

/**
 * Brings the sums of a source up to date, after the fact, so that no business transaction ever waits for a bucket.
 * What is recorded up to the horizon is committed, whatever its `seq`: nothing can appear behind the point reached.
 * @returns whether there is more to fold
 */
export async function foldChanges(
  manager: EntityManager,
  source: string,
  entities: readonly string[],
): Promise<boolean> {
  await manager.query('select pg_advisory_xact_lock($1)', [FOLD_LOCK]);
  const { at: horizon } = await readHorizon(manager);
  const from = (await sumsThrough(manager, 'outbox.', source))?.toISOString() ?? '-infinity';
  const end = await endOfRound(manager, from, horizon);
  await foldSaid(
    manager,
    'outbox.',
    `select $1::text as source, entity, entity_id as id, version, region,
            ${rowHash('entity_id', 'version', 'digest')} as hash, ${slotOf('recorded_at')} as slot
       from outbox.change where entity = any($2::text[]) and recorded_at > $3 and recorded_at <= $4`,
    [source, [...entities], from, end ?? horizon],
  );
  await sumsHoldThrough(manager, 'outbox.', source, end ?? horizon);
  return end !== undefined;
}

/** Where a round ends that would otherwise be too long. */
async function endOfRound(manager: EntityManager, from: string, horizon: string): Promise<string | undefined> {
  const [row] = (await manager.query(
    `select recorded_at from outbox.change where recorded_at > $1 and recorded_at <= $2
      order by recorded_at offset $3 limit 1`,
    [from, horizon, ROUND],
  )) as { recorded_at: Date }[];
  return row?.recorded_at.toISOString();
}
