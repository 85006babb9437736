import type { Move } from '@satudata/contracts';
import { prepared, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import type { MoveState } from './move.rules.js';

interface MoveRow {
  readonly version: string;
  readonly record: string;
}

/** For the rest of the transaction its letter is shown: who is in transit under it may be seen and settled. */
export async function showLetter(manager: EntityManager, number: string): Promise<void> {
  await manager.query(`select set_config('satudata.letter', $1, true)`, [number]);
}

/** The move of a letter that is shown, or of one's own office, while it is under way; locked. */
export async function lockMove(manager: EntityManager, number: string): Promise<MoveState | undefined> {
  const { rows } = await prepared<MoveRow>(
    manager,
    `select version, record from registry.move where number = $1 and status = 'in-transit' for update`,
    [number],
  );
  return rows[0] && { version: Number(rows[0].version), record: JSON.parse(rows[0].record) as Move };
}

export async function saveMove(manager: EntityManager, { version, record }: MoveState, region: string): Promise<void> {
  await prepared(
    manager,
    `insert into registry.move (id, region, number, status, version, record) values ($1::uuid, $2, $3, $4, $5, $6)
     on conflict (id) do update set region = excluded.region, status = excluded.status, version = excluded.version,
                                    record = excluded.record`,
    [record.id, region, record.number, record.status, version, JSON.stringify(record)],
  );
}

/** Writes under which letter these persons are in transit; null once they are not. */
export async function putUnderLetter(
  manager: EntityManager,
  ids: readonly string[],
  letter: string | null,
): Promise<void> {
  await manager.query('update registry.person set letter = $2 where id = any($1::text[]::uuid[])', [
    textArray(ids),
    letter,
  ]);
}

/** Is the number taken, by whichever office? */
export async function isLetterUsed(manager: EntityManager, number: string): Promise<boolean> {
  const { rows } = await prepared<{ used: boolean }>(manager, 'select registry.letter_used($1) as used', [number]);
  return rows[0]?.used === true;
}
