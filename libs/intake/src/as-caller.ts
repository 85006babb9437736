import type { Caller, ScopedDatabase } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';

/**
 * Work for one caller: in its regions, and as its client. Batches, verdicts and kept answers belong to a client, so
 * the policies on intake's own tables show it nobody else's.
 */
export function asCaller<T>(
  database: ScopedDatabase,
  { client, scope }: Caller,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  return database.inScope(scope, work, { 'satudata.client': client });
}
