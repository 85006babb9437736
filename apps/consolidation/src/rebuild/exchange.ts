import { takePlaceOf } from '@satudata/inbox';
import type { EntityManager } from 'typeorm';
import { CONSUMERS, GENERATION_SCHEMAS, schemaIn, type Generation } from '../generation.js';
import type { OtherGeneration } from './incoming-generation.js';

/**
 * Makes another generation the live one and keeps the one that was. Renaming takes no lock that a reader waits for: a
 * statement reads the old tables whole or the new ones whole. Step 1 and step 2 of the live consumer must stand still.
 */
export async function exchange(
  manager: EntityManager,
  incoming: OtherGeneration,
  keptAs: OtherGeneration,
): Promise<void> {
  for (const schema of GENERATION_SCHEMAS) {
    await manager.query(`alter schema ${schema} rename to ${schemaIn(keptAs, schema)}`);
    await manager.query(`alter schema ${schemaIn(incoming, schema)} rename to ${schema}`);
  }
  await takePlaceOf(manager, {
    consumer: CONSUMERS.live,
    other: CONSUMERS[incoming],
    keptAs: CONSUMERS[keptAs],
  });
}

/** When a batch had arrived was decided, and perhaps signed, by the generation that saw it arrive. */
export async function keepMomentsOfArrival(manager: EntityManager): Promise<void> {
  await manager.query(
    `update ${schemaIn('next', 'ops')}.batch_arrival rebuilt set complete_at = live.complete_at
       from ops.batch_arrival live
      where (live.source, live.batch) = (rebuilt.source, rebuilt.batch) and live.complete_at is not null`,
  );
}

export async function hasGeneration(manager: EntityManager, generation: Generation): Promise<boolean> {
  const [row] = await manager.query<[{ found: boolean }]>('select to_regnamespace($1) is not null as found', [
    schemaIn(generation, GENERATION_SCHEMAS[0]),
  ]);
  return row.found;
}
