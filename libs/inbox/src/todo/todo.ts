import { prepared, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';

/** One transaction of step 2 takes no further row once it has so many subjects. */
const ENOUGH_SUBJECTS = 2_000;

/** Settings of a transaction that works for this consumer: the same projections may serve several. */
export function forConsumer(consumer: string): Record<string, string> {
  return { 'satudata.consumer': consumer };
}

/** As {@link forConsumer}, for the rest of a transaction that has begun. */
export async function workFor(manager: EntityManager, consumer: string): Promise<void> {
  await manager.query(`select set_config('satudata.consumer', $1, true)`, [consumer]);
}

/**
 * Leaves work for step 2 in the transaction of step 1, for the consumer that it works for. Subjects are opaque ids,
 * never personal data.
 */
export async function addTodo(manager: EntityManager, kind: string, subjects: readonly string[]): Promise<void> {
  if (subjects.length === 0) return;
  await prepared(manager, ADD, [kind, textArray(subjects)]);
}

const ADD = `
  insert into inbox.todo (consumer, kind, subjects)
  select current_setting('satudata.consumer'), $1, $2::text[] where current_setting('satudata.consumer') <> ''`;

export interface TakenTodo {
  readonly rows: number;
  /** Distinct subjects by kind. */
  readonly subjects: ReadonlyMap<string, readonly string[]>;
}

/** Takes the oldest rows out of the queue; they are back if the transaction fails. */
export async function takeTodo(manager: EntityManager, consumer: string): Promise<TakenTodo> {
  const values = [consumer, ENOUGH_SUBJECTS];
  const { rows } = await prepared<{ kind: string; subjects: string[] }>(manager, TAKE, values);
  const subjects = new Map<string, Set<string>>();
  for (const row of rows) {
    const set = subjects.get(row.kind) ?? new Set();
    subjects.set(row.kind, set);
    for (const subject of row.subjects) set.add(subject);
  }
  return { rows: rows.length, subjects: new Map([...subjects].map(([kind, set]) => [kind, [...set]])) };
}

const TAKE = `
  with oldest as (select seq, cardinality(subjects) as size from inbox.todo where consumer = $1 order by seq limit 100),
       counted as (select seq, sum(size) over (order by seq) - size as before from oldest)
  delete from inbox.todo
   where seq = any (array(select seq from counted where before < $2))
   returning kind, subjects`;

/** One worker at a time per consumer, until the end of the transaction; false while another works. */
export async function lockTodo(manager: EntityManager, consumer: string): Promise<boolean> {
  const { rows } = await prepared<{ locked: boolean }>(manager, LOCK, [consumer]);
  return rows[0]?.locked ?? false;
}

const LOCK = `select pg_try_advisory_xact_lock(hashtext('inbox.todo'), hashtext($1)) as locked`;
