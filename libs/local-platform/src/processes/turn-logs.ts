import { readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LARGEST_BYTES = 20_000_000;

/**
 * Puts logs that have grown large aside as `<name>.log.1`, in place of the one put aside before: a home that is used
 * for months keeps at most one old log of each process. Only while nothing runs: a process would write on in the old one.
 */
export function turnLogs(folder: string): void {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.log'))) {
    const log = join(folder, name);
    if (statSync(log).size > LARGEST_BYTES) renameSync(log, `${log}.1`);
  }
}
