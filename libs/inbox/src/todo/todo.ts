import { prepared, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';

/** Rows one transaction of step 2 takes from the queue. */
const MOST_ROWS = 2_000;

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
  insert into inbox.todo (consumer, kind, subject)
  select current_setting('satudata.consumer'), $1, unnest($2::text[]) where current_setting('satudata.consumer') <> ''`;

export interface TakenTodo {
  readonly rows: number;
  /** Distinct subjects by kind. */
  readonly subjects: ReadonlyMap<string, readonly string[]>;
}

/** Takes the oldest rows out of the queue; they are back if the transaction fails. */
export async function takeTodo(manager: EntityManager, consumer: string): Promise<TakenTodo> {
  const { rows } = await prepared<{ kind: string; subject: string }>(manager, TAKE, [consumer, MOST_ROWS]);
  const subjects = new Map<string, Set<string>>();
  for (const { kind, subject } of rows) {
    const set = subjects.get(kind) ?? new Set();
    subjects.set(kind, set.add(subject));
  }
  return { rows: rows.length, subjects: new Map([...subjects].map(([kind, set]) => [kind, [...set]])) };
}

const TAKE = `
  delete from inbox.todo
   where seq in (select seq from inbox.todo where consumer = $1 order by seq limit $2)
   returning kind, subject`;

/** One worker at a time per consumer, until the end of the transaction; false while another works. */
export async function lockTodo(manager: EntityManager, consumer: string): Promise<boolean> {
  const { rows } = await prepared<{ locked: boolean }>(manager, LOCK, [consumer]);
  return rows[0]?.locked ?? false;
}

const LOCK = `select pg_try_advisory_xact_lock(hashtext('inbox.todo'), hashtext($1)) as locked`;
