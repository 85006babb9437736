import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { didNotBecomeReady } from '../failures.js';
import { freePort } from '../ports.js';
import { commandOf } from '../processes/process-record.js';
import type { SupervisedChild } from '../processes/supervised-child.js';
import type { Supervisor } from '../processes/supervisor.js';
import { waitUntil } from '../wait-until.js';
import { postgresBinaries } from './binaries.js';
import { initialiseCluster } from './initialise.js';
import { serverUser } from './server-user.js';
import { postgresSettings } from './settings.js';

export interface RunningPostgres {
  host: string;
  port: number;
  superuserUrl: string;
  child: SupervisedChild;
}

/**
 * After a `kill -9` the server's own children take a moment to notice; until then a new server ends with
 * "pre-existing shared memory block". Supervision tries again, and this is how long it may take.
 */
const READY_WITHIN_MS = 40_000;

/** @throws PlatformFailure when the server cannot be made or does not answer */
export async function startPostgres(supervisor: Supervisor, superuserPassword: string): Promise<RunningPostgres> {
  const host = '127.0.0.1';
  const binaries = postgresBinaries();
  const user = serverUser([supervisor.home.postgres, dirname(binaries.postgres)]);
  const data = await initialiseCluster(supervisor.home, binaries, user, superuserPassword);
  dropForeignPidFile(data);
  const port = await freePort();
  const args = ['-D', data, ...postgresSettings(host, port)];
  const child = supervisor.start({
    name: 'postgres',
    ...(user?.launch(binaries.postgres, args) ?? { command: binaries.postgres, args }),
    env: { PATH: process.env['PATH'], LC_MESSAGES: 'C' },
    // SIGINT is PostgreSQL's "fast" stop: sessions are ended, the write-ahead log is closed in order.
    stop: { stage: 3, signal: 'SIGINT', graceMs: 15_000 },
  });
  const superuserUrl = `postgres://postgres:${superuserPassword}@${host}:${port}/postgres`;
  await waitUntil(() => answers(superuserUrl), {
    withinMs: READY_WITHIN_MS,
    late: () => didNotBecomeReady('PostgreSQL', child.logFile),
  });
  return { host, port, superuserUrl, child };
}

/**
 * `postmaster.pid` of a killed server names a pid that another program may have by now (after a restart of the
 * machine, say), and PostgreSQL would then refuse to start. It is removed only when that pid is no server of ours;
 * in every other case PostgreSQL itself judges best, for the file also leads it to the old shared memory.
 */
function dropForeignPidFile(data: string): void {
  const file = join(data, 'postmaster.pid');
  try {
    const command = commandOf(Number(readFileSync(file, 'utf8').split('\n')[0]));
    if (command !== '' && !command.includes(data)) rmSync(file);
  } catch {
    // No such file: the last stop was clean.
  }
}

async function answers(url: string): Promise<true> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
}
