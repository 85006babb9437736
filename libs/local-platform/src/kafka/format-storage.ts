import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stepFailed } from '../failures.js';
import type { Home } from '../home.js';

/** Makes the folder of a new broker; one cut off in the middle of this is made again. */
export async function formatStorage(home: Home, jars: string, properties: string): Promise<void> {
  const clusterId = randomBytes(16).toString('base64url');
  const program = ['-XX:TieredStopAtLevel=1', '-cp', join(jars, '*'), 'kafka.tools.StorageTool'];
  try {
    await promisify(execFile)('java', [...program, ...formatArguments(clusterId, properties)]);
  } catch (error) {
    const log = join(home.logs, 'kafka-format.log');
    writeFileSync(log, String(error));
    throw stepFailed('kafka format', log);
  }
}

/** Name and value in one word: base64url has a hyphen, and an id that starts with it would look like an option. */
export function formatArguments(clusterId: string, properties: string): string[] {
  return ['format', `--cluster-id=${clusterId}`, `--config=${properties}`, '--ignore-formatted'];
}
