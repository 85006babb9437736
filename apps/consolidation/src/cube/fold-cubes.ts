import type { EntityManager } from 'typeorm';
import { CUBES, type Cube } from './cube.js';

/** With fewer open deltas than this, summing them at every question costs less than moving them. */
const ENOUGH = 5_000;

/**
 * Step 2: moves deltas into the checkpoint, which keeps sums cheap, and the ledger, which keeps their dates. Moving
 * instead of remembering "up to here" needs no order among transactions that commit side by side.
 */
export async function foldCubes(manager: EntityManager, names: readonly string[]): Promise<void> {
  for (const cube of Object.values(CUBES)) {
    if (names.includes(cube.name) && (await hasEnough(manager, cube))) await fold(manager, cube);
  }
}

async function hasEnough(manager: EntityManager, { name }: Cube): Promise<boolean> {
  const [row] = (await manager.query(`select count(*)::int as open from (select from ${name}_delta limit $1) part`, [
    ENOUGH,
  ])) as [{ open: number }];
  return row.open >= ENOUGH;
}

async function fold(manager: EntityManager, { name, cell, measure }: Cube): Promise<void> {
  const names = cell.join(', ');
  await manager.query(
    `with moved as (
       delete from ${name}_delta returning ${names}, ${measure}, valid_on, known_at
     ), noted as (
       insert into ${name}_ledger (${names}, ${measure}, valid_on, known_at)
       select ${names}, sum(${measure}), valid_on, known_at from moved group by ${names}, valid_on, known_at
       having sum(${measure}) <> 0
     )
     insert into ${name}_checkpoint as kept (${names}, ${measure})
     select ${names}, sum(${measure}) from moved group by ${names}
     on conflict (${names}) do update set ${measure} = kept.${measure} + excluded.${measure}`,
  );
}
