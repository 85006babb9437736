import type { Measurement } from './figures.js';
import { lineOf, type InventedPersons } from './invented-persons.js';
import type { SystemUnderTest } from './system-under-test.js';

const LINES = 20_000;
const WITHIN_MS = 180_000;

/** How fast a backlog goes out when the broker is back. The store is held: it would take processors from the relay. */
export async function measureRelay(system: SystemUnderTest, persons: InventedPersons): Promise<Measurement> {
  await system.untilSent(WITHIN_MS);
  system.parts.halt('consolidation');
  system.parts.halt('kafka');
  await system.push(persons.take(LINES).map(lineOf));
  const events = await system.unsent();
  system.parts.goOn('kafka');
  const begun = performance.now();
  await system.untilSent(WITHIN_MS);
  const seconds = (performance.now() - begun) / 1_000;
  system.parts.goOn('consolidation');
  return [{ what: `relay, backlog of ${events} events`, value: events / seconds, unit: 'events/s' }];
}
