import { WHOLE_PROVINCE, type ScopedDatabase } from '@satudata/service-kit';

/** Entries numbered in one transaction; what is written meanwhile waits for none of it. */
const AT_ONCE = 2_000;

/**
 * Numbers every entry that is committed by now and binds it to the one before; of several instances one at a time.
 * @returns how many were numbered
 */
export async function numberEntries(database: ScopedDatabase): Promise<number> {
  for (let sum = 0; ;) {
    const [row] = await database.inScope(WHOLE_PROVINCE, (manager) =>
      manager.query<{ numbered: number }[]>('select trail.number_entries($1) as numbered', [AT_ONCE]),
    );
    const numbered = row?.numbered ?? 0;
    sum += numbered;
    if (numbered < AT_ONCE) return sum;
  }
}
