import type { Measurement } from './figures.js';
import type { InventedPersons } from './invented-persons.js';
import { peakMemory } from './machine.js';
import type { SystemUnderTest } from './system-under-test.js';

const PAYLOAD_BYTES = 500 * 2 ** 20;
const WITHIN_MS = 3_600_000;

/** The most memory a source and the store ever hold while one batch of 500 MB comes in and is stored. */
export async function measureMemory(system: SystemUnderTest, persons: InventedPersons): Promise<Measurement> {
  const begun = performance.now();
  const { verdicts, committedLines } = await system.push(persons.linesOf(PAYLOAD_BYTES));
  const pushed = performance.now();
  if (verdicts.stored !== committedLines) throw new Error(`stored ${verdicts.stored} of ${committedLines} lines`);
  const registry = peakMemory(system.parts.pid('population-registry'));
  await system.untilSent(WITHIN_MS);
  await system.untilConsolidated(WITHIN_MS);
  const seconds = (pushed - begun) / 1_000;
  return [
    { what: '500 MB in one batch, all stored', value: committedLines, unit: 'records' },
    { what: '500 MB in one batch, until answered', value: seconds, unit: 's' },
    { what: '500 MB in one batch', value: committedLines / seconds, unit: 'records/s' },
    { what: '500 MB in one batch, until in the store', value: (performance.now() - begun) / 1_000, unit: 's' },
    { what: 'peak memory of population-registry', value: registry, unit: 'MB', atMost: 300 },
    {
      what: 'peak memory of consolidation',
      value: peakMemory(system.parts.pid('consolidation')),
      unit: 'MB',
      atMost: 400,
    },
  ];
}
