import type { ClientBase } from 'pg';
import type { EntityManager } from 'typeorm';
import { runPrepared } from './prepared.js';

interface OpenTransaction {
  readonly client: ClientBase;
  readonly begun: Promise<Date | undefined>;
  /** On their way, in the order of sending; nobody but the end of the transaction waits for their answers. */
  readonly unanswered: Promise<unknown>[];
}

const open = new WeakMap<EntityManager, OpenTransaction>();

/**
 * Runs the work in one transaction, for which these settings hold. The beginning, the settings and the first statement
 * of the work travel together, and so do the last ones and the commit: PostgreSQL refuses all that follows a failure.
 * @throws what failed first, once everything is undone
 */
export async function transact<T>(
  client: ClientBase,
  manager: EntityManager,
  settings: Readonly<Record<string, string>>,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  const begun = Promise.all([client.query('start transaction'), set(client, settings)]).then(([, at]) => at);
  const transaction: OpenTransaction = { client, begun, unanswered: [begun] };
  open.set(manager, transaction);
  begun.catch(() => undefined);
  const worked = Promise.resolve(manager).then(work);
  const [{ status }] = await Promise.allSettled([worked]);
  open.delete(manager);
  const ended = status === 'fulfilled' ? commit(client) : client.query('rollback');
  const inOrder = [...transaction.unanswered, worked, ended];
  await Promise.allSettled(inOrder);
  for (const answer of inOrder) await answer;
  return worked;
}

/** For the transaction only: a pooler may hand the connection to somebody else after it. @returns when it began */
async function set(client: ClientBase, settings: Readonly<Record<string, string>>): Promise<Date | undefined> {
  const each = Object.keys(settings).map((_, index) => `set_config($${2 * index + 1}, $${2 * index + 2}, true)`);
  const text = ['select now() as begun', ...each].join(', ');
  const { rows } = await runPrepared<{ begun: Date }>(client, text, Object.entries(settings).flat());
  return rows[0]?.begun;
}

/** @throws Error when a statement had failed and the work went on: PostgreSQL then takes all back without an error */
async function commit(client: ClientBase): Promise<void> {
  const { command } = await client.query('commit');
  if (command !== 'COMMIT') throw new Error('the transaction was taken back: one of its statements had failed');
}

/**
 * When the transaction began, by the database's clock. It is told with the settings, so it costs no question.
 * @throws Error outside of a transaction
 */
export async function beginOf(manager: EntityManager): Promise<Date> {
  const begun = await openFor(manager).begun;
  if (!begun) throw new Error('the server did not say when the transaction began');
  return begun;
}

/**
 * A statement whose answer its sender does not need, on its way before this returns: the commit follows on its heels,
 * and fails if it failed. Prepared as by {@link prepared}.
 * @throws Error outside of a transaction
 */
export function preparedBeforeCommit(manager: EntityManager, text: string, values: readonly unknown[]): void {
  const { client, unanswered } = openFor(manager);
  const statement = runPrepared(client, text, values);
  statement.catch(() => undefined);
  unanswered.push(statement);
}

function openFor(manager: EntityManager): OpenTransaction {
  const transaction = open.get(manager);
  if (!transaction) throw new Error('no transaction was begun in a scope');
  return transaction;
}
