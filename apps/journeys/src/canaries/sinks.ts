import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { topicOf } from '@satudata/contracts';
import { connectKafka, readTopic } from '@satudata/event-log';
import { homeFromEnvironment } from '@satudata/local-platform';
import { askDatabase } from '../platform/ask-database.js';
import { runningPlatform } from '../platform/running-platform.js';

export function logs(): string {
  const folder = homeFromEnvironment(process.env).logs;
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');
}

export async function metrics(): Promise<string> {
  const services = Object.values(runningPlatform().services);
  return (await Promise.all(services.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()))).join('');
}

/** Keys and headers of every message; values are where persons may be. */
export async function keysAndHeaders(): Promise<string> {
  const kafka = connectKafka({ brokers: runningPlatform().kafka.brokers, clientId: 'canaries' });
  const read: string[] = [];
  for (const entity of [
    'person',
    'person-status',
    'family-card',
    'vital-event',
    'move',
    'intake-batch',
    'clock',
  ] as const) {
    await readTopic(kafka, topicOf('population-registry', entity), ({ key, headers }) => {
      read.push(key, JSON.stringify(headers));
    });
  }
  return read.join('\n');
}

/** Tables that say of themselves that they hold nobody. */
const NOBODY_IN_THEM = {
  'population-registry': ['intake.batch', 'intake.chunk', 'intake.finding', 'intake.answer', 'outbox.lease'],
  consolidation: ['inbox.parked', 'inbox.discarded', 'inbox.todo', 'ops.source_activity', 'ops.batch_arrival'],
} as const;

export async function tablesWithoutPersons(): Promise<string> {
  const read: string[] = [];
  for (const [service, tables] of Object.entries(NOBODY_IN_THEM)) {
    for (const table of tables) {
      const rows = await askDatabase<{ rows: string }>(
        service,
        `select coalesce(json_agg(t), '[]')::text as rows from ${table} t`,
      );
      read.push(rows[0]?.rows ?? '');
    }
  }
  return read.join('\n');
}
