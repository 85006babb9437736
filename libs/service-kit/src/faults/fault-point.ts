import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every place between two durable effects where a process may die; each is tried by `npm run faults`. */
export const FAULT_POINTS = [
  'outbox.afterPublish',
  'relay.afterLease',
  'relay.afterSelect',
  'relay.afterAppend',
  'relay.afterRemove',
  'relay.afterTickNumber',
  'relay.afterTick',
  'inbox.afterPark',
  'inbox.afterFold',
  'inbox.afterMove',
  'inbox.afterCommit',
  'todo.afterTake',
  'todo.afterTasks',
  'todo.afterCommit',
  'intake.afterClaim',
  'intake.afterDecide',
  'intake.afterVerdicts',
  'intake.afterCommit',
  'intake.afterFinish',
  'intake.beforeAnswer',
  'rebuild.afterCreate',
  'rebuild.afterLoad',
  'rebuild.afterIndexes',
  'rebuild.afterPause',
  'rebuild.afterCompare',
  'rebuild.afterExchange',
  'rebuild.afterSwap',
] as const;

export type FaultPoint = (typeof FAULT_POINTS)[number];

/** What an armed point does to the process that passes it. */
export const FAULT_ACTIONS = ['kill', 'stop', 'throw', 'hang'] as const;

export type FaultAction = (typeof FAULT_ACTIONS)[number];

export class FaultStruck extends Error {
  override readonly name = 'FaultStruck';
}

/**
 * A place where a test may strike this process. Nothing happens unless `SATUDATA_FAULTS_DIR` is set, which no
 * production configuration may do, and the folder holds a file of this name: `kill`, or `kill 3` to let three passes
 * through first. A point strikes once: its file is gone when it does, which is how the striker sees it.
 */
export async function faultPoint(name: FaultPoint): Promise<void> {
  const folder = process.env['SATUDATA_FAULTS_DIR'];
  if (!folder) return;
  const action = strikeDue(join(folder, name));
  if (action) await strike(action, name);
}

function strikeDue(file: string): FaultAction | undefined {
  const armed = contentOf(file);
  if (armed === undefined) return undefined;
  const [word, passes = '0'] = armed.trim().split(' ');
  const action = FAULT_ACTIONS.find((known) => known === word);
  if (!action) throw new Error(`fault file ${file} holds no action: one of ${FAULT_ACTIONS.join(', ')}`);
  const left = Number(passes);
  if (left > 0) writeFileSync(file, `${action} ${left - 1}`);
  else rmSync(file);
  return left > 0 ? undefined : action;
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

async function strike(action: FaultAction, name: FaultPoint): Promise<void> {
  switch (action) {
    case 'kill':
      process.kill(process.pid, 'SIGKILL');
      return forever();
    case 'stop':
      process.kill(process.pid, 'SIGSTOP');
      return;
    case 'throw':
      throw new FaultStruck(name);
    case 'hang':
      return forever();
  }
}

function forever(): Promise<never> {
  return new Promise(() => undefined);
}
