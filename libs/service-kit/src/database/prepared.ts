import { hash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { QueryFailedError, type EntityManager } from 'typeorm';

export interface Outcome<Row> {
  readonly rows: Row[];
  /** Rows read or touched. */
  readonly rowCount: number | null;
}

/** By text: the same words get the same plan on whichever connection. */
const names = new Map<string, string>();

/**
 * Runs a statement that the connection has planned before: for the fixed texts of hot paths, where planning costs more
 * than the work. Every text stays on its connections for good, so it must never be built from input. Behind a pooler
 * in transaction mode this needs one that knows prepared statements (PgBouncer: `max_prepared_statements`).
 * @throws QueryFailedError as any other statement, without its values
 */
export async function prepared<Row extends object>(
  manager: EntityManager,
  text: string,
  values: readonly unknown[],
): Promise<Outcome<Row>> {
  return runPrepared(await connectionOf(manager), text, values);
}

/** @throws Error outside of a transaction */
async function connectionOf(manager: EntityManager): Promise<ClientBase> {
  const client = (await manager.queryRunner?.connect()) as ClientBase | undefined;
  if (!client) throw new Error('a prepared statement needs the transaction it belongs to');
  return client;
}

/** As {@link prepared}, on its way to the server before this returns. */
export async function runPrepared<Row extends object>(
  client: ClientBase,
  text: string,
  values: readonly unknown[],
): Promise<Outcome<Row>> {
  try {
    return await client.query({ name: nameOf(text), text, values: [...values] });
  } catch (error) {
    throw new QueryFailedError(text, [], error as Error);
  }
}

function nameOf(text: string): string {
  const name = names.get(text) ?? hash('sha1', text, 'hex');
  names.set(text, name);
  return name;
}
