import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { waitFor } from '@satudata/testing';
import type { Measurement } from './figures.js';
import { lineOf, type InventedPersons } from './invented-persons.js';
import type { SystemUnderTest } from './system-under-test.js';

const SATUDATA = join(__dirname, '../../cli/dist/main.js');
/** Set to 1,000,000 for the figure of the bar, which allows 20 s. */
const RECORDS = Number(process.env['BENCH_RECORDS'] ?? 50_000);
const BAR = { records: 1_000_000, seconds: 20 };
const BATCH = 50_000;
const WITHIN_MS = 3_600_000;

/** How long it takes to compare a source with the store, by sums and by a full scan of both. */
export async function measureReconcile(system: SystemUnderTest, persons: InventedPersons): Promise<Measurement> {
  for (let pushed = 0; pushed < RECORDS; pushed += BATCH) {
    await system.push(persons.take(Math.min(BATCH, RECORDS - pushed)).map(lineOf));
  }
  await system.untilSent(WITHIN_MS);
  await system.untilConsolidated(WITHIN_MS);
  await untilSummed(system);
  const bySums = await secondsOf(system);
  const byScan = await secondsOf(system, '--full');
  return [
    { what: 'reconciled records per side', value: RECORDS, unit: 'records' },
    { what: 'reconciliation by sums', value: bySums, unit: 's' },
    {
      what: 'reconciliation by full scan',
      value: byScan,
      unit: 's',
      ...(RECORDS === BAR.records && { atMost: BAR.seconds }),
    },
    { what: 'full scan of both sides', value: RECORDS / byScan, unit: 'records/s' },
  ];
}

async function untilSummed(system: SystemUnderTest): Promise<void> {
  const count = (prefix: string) =>
    `select count(*)::int from ${prefix}.reconciled_record where entity = 'person' having count(*) >= ${RECORDS}`;
  const isSummed = async () =>
    (await system.source(count('outbox'))).length === 1 && (await system.store(count('ops'))).length === 1;
  await waitFor('both sides to have summed everything', isSummed, { within: WITHIN_MS });
}

/** The command as an operator runs it, from its start to its end. */
async function secondsOf(system: SystemUnderTest, ...words: string[]): Promise<number> {
  const begun = performance.now();
  await promisify(execFile)(process.execPath, [SATUDATA, 'reconcile', ...words], {
    env: { ...process.env, SATUDATA_HOME: system.home },
  });
  return (performance.now() - begun) / 1_000;
}
