import { Client } from 'pg';

/**
 * The single number a query answers, asked over a connection of its own.
 * @throws Error also when there is no URL to ask at
 */
export async function sqlNumber(
  url: string | undefined,
  sql: string,
  values: readonly unknown[] = [],
): Promise<number> {
  if (url === undefined) throw new Error('This database has no auditor.');
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<[string | null]>({ text: sql, values: [...values], rowMode: 'array' });
    return Number(rows[0]?.[0] ?? 0);
  } finally {
    await client.end();
  }
}
