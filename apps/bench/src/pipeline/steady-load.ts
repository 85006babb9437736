import { setTimeout as pause } from 'node:timers/promises';
import type { TestDatabase } from '@satudata/testing';
import { Pool } from 'pg';
import type { InventedPersons } from '../invented-persons.js';
import { personEvent, statusEvent } from './invented-events.js';
import { SAY, sayColumns } from './outbox-table.js';

export const EVENTS_PER_SECOND = 500;
/** A person and what others may know of the person. */
const EVENTS_PER_CHANGE = 2;
const CONNECTIONS = 4;

/** Commits changes of persons at a steady rate, whatever becomes of them; `committed` hears the key of each. */
export async function saySteadily(
  source: TestDatabase,
  persons: InventedPersons,
  seconds: number,
  committed: (key: string) => void,
): Promise<void> {
  const pool = new Pool({ connectionString: source.appUrl, max: CONNECTIONS, options: '-c satudata.scope=18' });
  const every = (1_000 * EVENTS_PER_CHANGE) / EVENTS_PER_SECOND;
  const open = new Set<Promise<void>>();
  const begun = performance.now();
  for (let index = 0; index * every < seconds * 1_000; index += 1) {
    await pause(begun + index * every - performance.now());
    const [person] = persons.take(1);
    if (!person) continue;
    const event = personEvent(person);
    const saying = pool
      .query(SAY, sayColumns([event, statusEvent(event, person)]))
      .then(() => committed(event.key))
      .finally(() => open.delete(saying));
    open.add(saying);
  }
  await Promise.all(open);
  await pool.end();
}
