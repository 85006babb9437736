import { findFaults, type LoggedVersion, type Version } from '@satudata/testing';
import { differingCounts, differingPersons, lastOfEach, residentsOf } from './evidence/compare-tables.js';
import type { Findings } from './evidence/findings.js';
import { allowance, leaseToken } from './evidence/hand-overs.js';
import { untilQuiet } from './evidence/quiet.js';
import { readCounted, readParked, readPersons, readTaken, readUnjoined } from './evidence/read-store.js';
import { recovery } from './evidence/recovery.js';
import { PERSONS, type Rig } from './rig/rig.js';
import type { Strike } from './strikes/strike.js';
import type { Residents, Workload } from './workload/workload.js';

export interface RunOutcome {
  readonly findings: Findings;
  /** From the moment the strike was over until a change acknowledged after it stood in the store. */
  readonly recoverySeconds: number;
}

/** How much is acknowledged after the strike. */
const AFTER = 150;

/** One strike under load, and what became of every change that was acknowledged. */
export async function runUnder(rig: Rig, workload: Workload, strike: Strike): Promise<RunOutcome> {
  const since = await beginOf(rig);
  const counted = await readCounted(rig.store);
  const token = await leaseToken(rig);
  rig.tail.forget();
  try {
    await workload.begin();
    const report = await strike(rig, workload);
    const recoverySeconds = report.recoverySeconds ?? (await recovery(rig, workload));
    await workload.goOnFor(AFTER);
    await workload.end();
    await untilQuiet(rig);
    const mayRepeat = allowance(report, (await leaseToken(rig)) - token);
    return { recoverySeconds, findings: await judge(rig, workload, { since, counted, mayRepeat }) };
  } finally {
    await workload.end();
    await rig.dismissGuests();
  }
}

interface Beginning {
  readonly since: Date;
  readonly counted: Residents;
  readonly mayRepeat: number | undefined;
}

async function judge(rig: Rig, workload: Workload, { since, counted, mayRepeat }: Beginning): Promise<Findings> {
  const evidence = await evidenceOf(rig, workload, since);
  const { promised, parked } = evidence;
  const waiting = new Set(parked.map(({ record, version }) => `${record} ${version}`));
  const last = lastOfEach(promised.filter(({ record, version }) => !waiting.has(`${record} ${version}`)));
  return {
    acknowledged: promised.length,
    unjoined: await readUnjoined(rig.store),
    faults: findFaults(mayRepeat === undefined ? evidence : { ...evidence, mayRepeat }),
    differences: [
      ...differingPersons(last, await personsOf(rig, last)),
      ...differingCounts(counted, await readCounted(rig.store), residentsOf(last)),
    ],
  };
}

/** By the clock of the source, which also times its records. */
async function beginOf({ source }: Rig): Promise<Date> {
  const [row] = await source.ask<{ now: Date }>('select clock_timestamp() as now');
  return row?.now ?? new Date(0);
}

async function evidenceOf(rig: Rig, workload: Workload, since: Date) {
  const read = (value: string) => workload.versionOf(value);
  const [promised, history, current, waiting] = await Promise.all([
    workload.promised(),
    readTaken(rig.store, 'raw.history', since, read),
    readTaken(rig.store, 'raw.record', since, read),
    readParked(rig.store, since),
  ]);
  const persons = rig.tail.messages.filter(({ topic }) => topic === PERSONS);
  const log = persons.map(({ headers, value }): LoggedVersion => ({
    ...read(value.toString()),
    event: headers['ce_id'] ?? '',
  }));
  const places = new Set(waiting.map(({ partition, offset }) => `${partition} ${offset}`));
  const parked = persons
    .filter(({ partition, offset }) => places.has(`${partition} ${offset}`))
    .map(({ value }) => read(value.toString()));
  return { promised, log, history, current, parked };
}

function personsOf({ store }: Rig, last: readonly Version[]): Promise<Map<string, number>> {
  return readPersons(
    store,
    last.map(({ record }) => record),
  );
}
