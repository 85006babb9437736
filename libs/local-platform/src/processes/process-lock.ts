import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isAlive, recordOf } from './process-record.js';
import type { ProcessRecord } from './process-record.js';

export interface ProcessLock {
  release(): void;
}

/**
 * A lock file that names its holder; the file of a holder that died (`kill -9`) counts as free.
 * @returns the lock, or the record of the living process that holds it
 */
export function tryLock(path: string): ProcessLock | ProcessRecord {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(recordOf(process.pid)));
  try {
    return linkLock(draft, path) ?? holderOf(path) ?? breakLock(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

export function isHeldByOther(outcome: ProcessLock | ProcessRecord): outcome is ProcessRecord {
  return 'pid' in outcome;
}

/** `link` fails when the name exists, and the file appears with its content: no reader sees it half written. */
function linkLock(draft: string, path: string): ProcessLock | undefined {
  try {
    linkSync(draft, path);
    return { release: () => rmSync(path, { force: true }) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
}

function holderOf(path: string): ProcessRecord | undefined {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as ProcessRecord;
    return isAlive(holder) ? holder : undefined;
  } catch {
    return undefined;
  }
}

function breakLock(draft: string, path: string): ProcessLock | ProcessRecord {
  rmSync(path, { force: true });
  const lock = linkLock(draft, path) ?? holderOf(path);
  if (lock === undefined) throw new Error(`The lock ${path} changes hands too fast to be taken.`);
  return lock;
}
