import { setTimeout as pause } from 'node:timers/promises';
import { waitFor, type Version } from '@satudata/testing';
import type { Rig } from '../rig/rig.js';
import type { Workload } from '../workload/workload.js';
import { readPersons } from './read-store.js';

const WITHIN = { within: 60_000 };
const LOOK_AGAIN_MS = 20;

/**
 * How long it takes, from now, until a change acknowledged from now on stands in the store; at most a minute: what is
 * not there by then is for the checker to name.
 * @returns seconds
 */
export async function recovery(rig: Rig, workload: Workload): Promise<number> {
  const begun = performance.now();
  const before = workload.acknowledged;
  const latest = () => workload.acknowledged > before && workload.latest;
  const probe = await waitFor('a change to be acknowledged after the strike', latest, WITHIN);
  while (performance.now() - begun < WITHIN.within && !(await isTaken(rig, probe))) await pause(LOOK_AGAIN_MS);
  return (performance.now() - begun) / 1_000;
}

async function isTaken({ store }: Rig, { record, version }: Version): Promise<boolean> {
  const persons = await readPersons(store, [record]).catch(() => new Map<string, number>());
  return (persons.get(record) ?? 0) >= version;
}
