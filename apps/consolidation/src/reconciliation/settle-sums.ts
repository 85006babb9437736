import { addTodo } from '@satudata/inbox';
import { foldSaid, slotOf, sumsHoldThrough } from '@satudata/outbox';
import type { EntityManager } from 'typeorm';

/** Versions summed in one transaction: some tenths of a second. */
const ROUND = 20_000;
/** "satudata sums": one folder at a time, so that no version is summed out of its turn. */
const SUMS_LOCK = 7_283_328_283;

/** Step 2: moves what was said up to a source's clock into the sums, which then hold for that moment. */
export async function settleSums(manager: EntityManager, sources: readonly string[]): Promise<void> {
  await manager.query('select pg_advisory_xact_lock($1)', [SUMS_LOCK]);
  for (const source of sources) {
    const [complete] = (await manager.query(`select complete_until from completeness where source = $1`, [source])) as {
      complete_until: Date;
    }[];
    if (complete) await settleSource(manager, source, complete.complete_until.toISOString());
  }
}

async function settleSource(manager: EntityManager, source: string, until: string): Promise<void> {
  await foldSaid(
    manager,
    '',
    `delete from said_version where seq in (
       select seq from said_version where source = $1 and recorded_at <= $2 order by seq limit $3)
     returning source, entity, id, version, region, hash, ${slotOf('recorded_at')} as slot`,
    [source, until, ROUND],
  );
  const [{ more }] = (await manager.query(
    `select exists (select from said_version where source = $1 and recorded_at <= $2) as more`,
    [source, until],
  )) as [{ more: boolean }];
  if (more) await addTodo(manager, 'clock', [source]);
  else await sumsHoldThrough(manager, '', source, until);
}
