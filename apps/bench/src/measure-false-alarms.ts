import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { PersonSubmission } from '@satudata/synthetic-province';
import type { Measurement } from './figures.js';
import { lineOf, type InventedPersons } from './invented-persons.js';
import type { SystemUnderTest } from './system-under-test.js';

const SATUDATA = join(__dirname, '../../cli/dist/main.js');
/** The bar is ten minutes. */
const MINUTES = Number(process.env['BENCH_MINUTES'] ?? 10);
const EVENTS_PER_SECOND = 500;
const EVERY_MS = 200;
/** One event each: what others may know of a person does not change with the place of birth. */
const PERSONS = EVENTS_PER_SECOND * (EVERY_MS / 1_000);
/** Persons who change over and over: what is under way is mostly a newer version of what is known. */
const KNOWN = 5_000;
const WITHIN_MS = 120_000;

/** Nothing is damaged while everything changes: whatever a reconciliation finds is a false alarm. */
export async function measureFalseAlarms(system: SystemUnderTest, persons: InventedPersons): Promise<Measurement> {
  const known = persons.take(KNOWN);
  await system.push(known.map(lineOf));
  await system.untilSent(WITHIN_MS);
  await system.untilConsolidated(WITHIN_MS);
  const before = await system.applied();
  const begun = performance.now();
  const traffic = changeSteadily(system, known, begun + MINUTES * 60_000);
  let going = true;
  void traffic.finally(() => (going = false)).catch(() => undefined);
  const alarms: number[] = [];
  for (let full = false; going; full = !full) alarms.push(await alarmsOf(system, full ? ['--full'] : []));
  await traffic;
  const seconds = (performance.now() - begun) / 1_000;
  await system.untilConsolidated(WITHIN_MS);
  return [
    { what: 'traffic beside reconciliations', value: seconds, unit: 's' },
    {
      what: 'traffic beside reconciliations',
      value: ((await system.applied()) - before) / seconds,
      unit: 'events/s',
      atLeast: EVENTS_PER_SECOND,
    },
    { what: 'reconciliations, every other by full scan', value: alarms.length, unit: 'runs' },
    { what: 'false alarms', value: alarms.reduce((sum, found) => sum + found, 0), unit: 'records', atMost: 0 },
  ];
}

/** Each round says something new of everybody; a batch that is answered late holds up none of the others. */
async function changeSteadily(system: SystemUnderTest, known: readonly PersonSubmission[], end: number): Promise<void> {
  const begun = performance.now();
  const open = new Set<Promise<unknown>>();
  for (let index = 0; performance.now() < end; index += 1) {
    await pause(Math.max(0, begun + index * EVERY_MS - performance.now()));
    const batch = system.push(changed(known, index)).finally(() => open.delete(batch));
    open.add(batch);
  }
  await Promise.all(open);
}

function changed(known: readonly PersonSubmission[], index: number): string[] {
  const first = (index * PERSONS) % known.length;
  const birthPlace = `Putaran ${Math.floor((index * PERSONS) / known.length) + 1}`;
  return known.slice(first, first + PERSONS).map((person) => lineOf({ ...person, birthPlace }));
}

interface Found {
  readonly damages: readonly unknown[];
  readonly unequalSums: number;
}

/** The command as an operator runs it, which ends with 1 when it finds anything. */
async function alarmsOf(system: SystemUnderTest, words: readonly string[]): Promise<number> {
  const env = { ...process.env, SATUDATA_HOME: system.home };
  const output = await new Promise<string>((done, fail) => {
    execFile(process.execPath, [SATUDATA, 'reconcile', '--json', ...words], { env }, (error, stdout) =>
      stdout ? done(stdout) : fail(error ?? new Error('a reconciliation said nothing')),
    );
  });
  const { damages, unequalSums } = JSON.parse(output) as Found;
  return damages.length + unequalSums;
}
