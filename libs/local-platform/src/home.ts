import { accessSync, chmodSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { homeNotWritable } from './failures.js';

/** The folders and files of one platform; everything it keeps lives under `root`. */
export interface Home {
  root: string;
  logs: string;
  /** One record per running process, so that a later start can find what a killed supervisor left behind. */
  run: string;
  /** Private keys of the development clients, written by identity at its first start. */
  clients: string;
  secrets: string;
  postgres: string;
  kafka: string;
  platformFile: string;
}

export function homeLayout(root: string): Home {
  const at = (name: string): string => join(resolve(root), name);
  return {
    root: resolve(root),
    logs: at('logs'),
    run: at('run'),
    clients: at('clients'),
    secrets: at('secrets'),
    postgres: at('postgres'),
    kafka: at('kafka'),
    platformFile: at('platform.json'),
  };
}

export function homeFromEnvironment(env: NodeJS.ProcessEnv): Home {
  return homeLayout(env['SATUDATA_HOME'] ?? '.satudata');
}

/** @throws PlatformFailure `home-not-writable` */
export function prepareHome(root: string): Home {
  const home = homeLayout(root);
  try {
    for (const folder of [home.root, home.logs, home.run, home.postgres, home.kafka]) {
      makeFolder(folder, 0o777);
    }
    for (const folder of [home.clients, home.secrets]) makeFolder(folder, 0o700);
    accessSync(home.root, constants.W_OK);
    // Started by root, PostgreSQL runs as another user, who has to pass through here whatever the umask is.
    if (process.getuid?.() === 0) chmodSync(home.root, 0o755);
  } catch {
    throw homeNotWritable(home.root);
  }
  return home;
}

/** Not `mkdir` with `recursive`: Node then tries for ever where the system denies a folder with ENOENT, as /proc does. */
function makeFolder(folder: string, mode: number): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder), mode);
  mkdirSync(folder, { mode });
}
