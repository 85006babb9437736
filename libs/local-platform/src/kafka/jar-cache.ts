import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { jarsNotDownloaded } from '../failures.js';
import { isHeldByOther, tryLock } from '../processes/process-lock.js';
import type { ProcessLock } from '../processes/process-lock.js';
import { waitUntil } from '../wait-until.js';
import { KAFKA_VERSION, kafkaPom } from './maven-project.js';
import { assertMaven } from './java.js';
import { runMaven } from './run-maven.js';

const ANOTHER_DOWNLOAD_WITHIN_MS = 10 * 60_000;

/** Where the jars of this Kafka version are kept, shared by all platforms of this user. */
export function jarFolder(env: NodeJS.ProcessEnv): string {
  const cache = env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return join(cache, 'satudata', `kafka-${KAFKA_VERSION}`);
}

/**
 * The jars, downloaded by Maven on the first call on this machine; later calls need neither Maven nor a network.
 * A folder in its final place is complete, for it is filled under another name and renamed.
 * @throws PlatformFailure `missing-maven`, `kafka-download`
 */
export async function kafkaJars(env: NodeJS.ProcessEnv, log: (line: string) => void): Promise<string> {
  const folder = jarFolder(env);
  if (existsSync(folder)) return folder;
  assertMaven();
  mkdirSync(dirname(folder), { recursive: true });
  const lock = await lockDownload(`${folder}.lock`, log);
  try {
    if (!existsSync(folder)) await download(folder, log);
  } finally {
    lock.release();
  }
  return folder;
}

async function download(folder: string, log: (line: string) => void): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  const jars = join(draft, 'jars');
  mkdirSync(jars, { recursive: true });
  writeFileSync(join(draft, 'pom.xml'), kafkaPom());
  try {
    await runMaven(draft, jars, log);
    renameSync(jars, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Two platforms started at once on a new machine: one downloads, the other waits for it. */
async function lockDownload(path: string, log: (line: string) => void): Promise<ProcessLock> {
  const take = (): ProcessLock | undefined => {
    const outcome = tryLock(path);
    return isHeldByOther(outcome) ? undefined : outcome;
  };
  const lock = take();
  if (lock) return lock;
  log('Menunggu unduhan Kafka oleh proses lain / waiting for another process to download Kafka');
  const late = (): Error => jarsNotDownloaded(`${path} tidak kunjung lepas / is held for too long`);
  return waitUntil(take, { withinMs: ANOTHER_DOWNLOAD_WITHIN_MS, everyMs: 500, late });
}
