import { Client } from 'pg';

/** The single number a query answers, asked over a connection of its own. */
export async function sqlNumber(
  url: string | undefined,
  sql: string,
  values: readonly unknown[] = [],
): Promise<number> {
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
