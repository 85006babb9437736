import { Client } from 'pg';
import type { PlatformDescription } from '@satudata/local-platform';
import { runningPlatform } from './running-platform.js';

/** Rows of a service's own database, seen by the auditor: every row, whatever any service may see. */
export async function askDatabase<Row extends object>(
  service: string,
  sql: string,
  values: readonly unknown[] = [],
  platform: PlatformDescription = runningPlatform(),
): Promise<Row[]> {
  const client = new Client({ connectionString: platform.postgres.databases[service] });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}
