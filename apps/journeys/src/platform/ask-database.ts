import { Client } from 'pg';
import { runningPlatform } from './running-platform.js';

/** Rows of a service's own database, seen by the auditor: every row, whatever any service may see. */
export async function askDatabase<Row extends object>(
  service: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: runningPlatform().postgres.databases[service] });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}
