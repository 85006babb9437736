import { waitFor } from '@satudata/testing';
import type { Measurement } from './figures.js';
import { lineOf, type InventedPersons } from './invented-persons.js';
import type { SystemUnderTest } from './system-under-test.js';

const LINES = 30_000;
const WITHIN_MS = 300_000;

/**
 * How fast the store works off a backlog, until step 2 is done too. Counted from the first event applied: a reader
 * that stood still for long has to join its group again first, which takes as long for one event as for a million.
 */
export async function measureApply(system: SystemUnderTest, persons: InventedPersons): Promise<Measurement> {
  await system.untilSent(WITHIN_MS);
  await system.untilConsolidated(WITHIN_MS);
  system.parts.halt('consolidation');
  const before = await system.applied();
  await system.push(persons.take(LINES).map(lineOf));
  await system.untilSent(WITHIN_MS);
  system.parts.goOn('consolidation');
  const moved = async (): Promise<number | false> => {
    const applied = await system.applied();
    return applied > before && applied;
  };
  const first = await waitFor('the store to go on', moved, { within: WITHIN_MS });
  const begun = performance.now();
  await system.untilConsolidated(WITHIN_MS);
  const seconds = (performance.now() - begun) / 1_000;
  const events = (await system.applied()) - first;
  return [{ what: `step 1 and 2, backlog of ${events} events`, value: events / seconds, unit: 'events/s' }];
}
