import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive, recordOf } from './process-record.js';
import type { ProcessRecord } from './process-record.js';

/** How a process is asked to stop. Lower stages stop first: services, then the broker, then the database. */
export interface StopRule {
  stage: 1 | 2 | 3;
  signal: NodeJS.Signals;
  graceMs: number;
}

/** What `<home>/run/<name>.json` says of a running process: enough to stop it rightly without knowing what it is. */
export interface RunRecord extends ProcessRecord {
  name: string;
  stop: StopRule;
}

/** Synchronous on purpose: between spawning and recording, nothing of this process may run. */
export function recordRun(folder: string, name: string, pid: number, stop: StopRule): void {
  const process = recordOf(pid);
  if (process === undefined) return;
  writeFileSync(fileOf(folder, name), JSON.stringify({ ...process, name, stop } satisfies RunRecord));
}

/** Stops every recorded process that is still the one recorded, stage by stage, and forgets it. */
export async function stopRecorded(folder: string): Promise<RunRecord[]> {
  const records = readRecords(folder);
  const alive = records.filter(isAlive);
  for (const stage of [1, 2, 3] as const) {
    await Promise.all(alive.filter((record) => record.stop.stage === stage).map(stopProcess));
  }
  for (const record of records) forget(folder, record);
  return alive;
}

/** A new supervisor may meanwhile have recorded its own process under the same name: that record stays. */
function forget(folder: string, record: RunRecord): void {
  const file = fileOf(folder, record.name);
  if (readRecord(file).some(({ birth }) => birth === record.birth)) rmSync(file, { force: true });
}

async function stopProcess(record: RunRecord): Promise<void> {
  send(record, record.stop.signal);
  // A stopped process (SIGSTOP) would sleep over the request.
  send(record, 'SIGCONT');
  if (await isGoneWithin(record, record.stop.graceMs)) return;
  send(record, 'SIGKILL');
  await isGoneWithin(record, 5_000);
}

async function isGoneWithin(record: ProcessRecord, ms: number): Promise<boolean> {
  for (const deadline = Date.now() + ms; isAlive(record); await pause(50)) {
    if (Date.now() > deadline) return false;
  }
  return true;
}

function send(record: ProcessRecord, signal: NodeJS.Signals): void {
  try {
    if (isAlive(record)) process.kill(record.pid, signal);
  } catch {
    // It went between the question and the signal, which is what was wanted.
  }
}

function readRecords(folder: string): RunRecord[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => readRecord(join(folder, file)));
}

/** A record cut off in the middle of being written names nobody who could be stopped safely. */
function readRecord(file: string): RunRecord[] {
  try {
    return [JSON.parse(readFileSync(file, 'utf8')) as RunRecord];
  } catch {
    return [];
  }
}

const fileOf = (folder: string, name: string): string => join(folder, `${name}.json`);
