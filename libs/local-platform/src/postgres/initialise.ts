import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stepFailed } from '../failures.js';
import type { Home } from '../home.js';
import type { PostgresBinaries } from './binaries.js';
import type { ServerUser } from './server-user.js';

/**
 * Makes the cluster once. It is made beside its place and moved there when complete, so a start that was killed in
 * the middle of `initdb` leaves nothing that a later start would take for a database.
 * @returns the data folder
 */
export async function initialiseCluster(
  home: Home,
  binaries: PostgresBinaries,
  user: ServerUser | undefined,
  password: string,
): Promise<string> {
  giveTo(user, home.postgres);
  const data = join(home.postgres, 'data');
  if (existsSync(data)) return data;
  const draft = join(home.postgres, 'data.new');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  giveTo(user, draft);
  await runInitdb(home, binaries, user, draft, password);
  renameSync(draft, data);
  return data;
}

async function runInitdb(
  home: Home,
  { initdb }: PostgresBinaries,
  user: ServerUser | undefined,
  data: string,
  password: string,
): Promise<void> {
  const passwordFile = join(home.postgres, 'initial-password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  giveTo(user, passwordFile);
  try {
    const program = initdbArguments(data, passwordFile);
    const launch = user?.launch(initdb, program) ?? { command: initdb, args: program };
    await promisify(execFile)(launch.command, launch.args, { cwd: home.postgres, ...launch.user });
  } catch (error) {
    const log = join(home.logs, 'initdb.log');
    writeFileSync(log, String(error));
    throw stepFailed('initdb', log);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** The builtin locale sorts and folds case alike on every machine, whatever locales that machine has. */
function initdbArguments(data: string, passwordFile: string): string[] {
  return [
    `--pgdata=${data}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ];
}

function giveTo(user: ServerUser | undefined, path: string): void {
  if (user) chownSync(path, user.uid, user.gid);
}
