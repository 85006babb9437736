import { setTimeout as pause } from 'node:timers/promises';
import { quantile, type Measurement } from './figures.js';
import type { InventedPersons } from './invented-persons.js';
import { StoreWatch } from './store-watch.js';
import type { SystemUnderTest } from './system-under-test.js';

const PER_SECOND = 50;
const SECONDS = 20;
const WITHIN_MS = 60_000;

/** From the answer to a PUT, which follows the commit, to the row in the store, at a steady rate. */
export async function measureLatency(system: SystemUnderTest, persons: InventedPersons): Promise<Measurement> {
  await system.untilSent(WITHIN_MS);
  await system.untilConsolidated(WITHIN_MS);
  const watch = await StoreWatch.open(system.storeUrl);
  const sent: Promise<void>[] = [];
  const begun = performance.now();
  for (const [index, person] of persons.take(PER_SECOND * SECONDS).entries()) {
    await pause(begun + (index * 1_000) / PER_SECOND - performance.now());
    sent.push(system.put(person.nik, JSON.stringify(person)).then(({ id }) => watch.expect(id)));
  }
  await Promise.all(sent);
  const delays = await watch.close();
  const what = `commit to visible at ${PER_SECOND} records/s`;
  return [
    { what: `${what}, p50`, value: quantile(delays, 0.5), unit: 'ms' },
    { what: `${what}, p99`, value: quantile(delays, 0.99), unit: 'ms' },
  ];
}
