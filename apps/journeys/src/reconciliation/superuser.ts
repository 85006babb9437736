import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { homeFromEnvironment } from '@satudata/local-platform';
import { Client } from 'pg';
import { runningPlatform } from '../platform/running-platform.js';

/** Somebody at psql whom no trigger and no policy holds back. */
export async function asSuperuser<T>(service: string, work: (client: Client) => Promise<T>): Promise<T> {
  const { postgres } = runningPlatform();
  const secrets = join(homeFromEnvironment(process.env).secrets, 'database-roles.json');
  const { postgres: password } = JSON.parse(readFileSync(secrets, 'utf8')) as { postgres: string };
  const { host, port } = postgres;
  const client = new Client({ host, port, user: 'postgres', password, database: service.replaceAll('-', '_') });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    return await work(client);
  } finally {
    await client.end();
  }
}
