import { waitFor, type TestDatabase } from '@satudata/testing';
import { Client } from 'pg';

/** Events of the log that step 1 has applied, over all topics the store reads. */
export async function applied(store: TestDatabase): Promise<number> {
  const [row] = await store.query<{ applied: number }>(
    'select coalesce(sum(next_offset), 0)::int as applied from inbox.position',
  );
  return row?.applied ?? 0;
}

export async function untilApplied(store: TestDatabase, count: number, within: number): Promise<void> {
  await waitFor(`${count} events to be applied`, async () => (await applied(store)) >= count, { within });
}

/** Forgets everything but how far the log was read, and the villages. */
export async function emptyStore(store: TestDatabase): Promise<void> {
  const [row] = await store.query<{ names: string }>(
    `select string_agg(format('%I.%I', schemaname, tablename), ', ') as names from pg_tables
      where schemaname in ('raw', 'core', 'ops', 'read') and tablename not in ('migration', 'village')`,
  );
  await store.query(`truncate ${row?.names}`);
}

/** Holds the lock by which one worker at a time does step 2. */
export async function withoutStepTwo<T>(store: TestDatabase, work: () => Promise<T>): Promise<T> {
  const holder = new Client({ connectionString: store.ownerUrl });
  await holder.connect();
  await holder.query(`select pg_advisory_lock(hashtext('inbox.todo'), hashtext('consolidation'))`);
  return work().finally(() => holder.end());
}
