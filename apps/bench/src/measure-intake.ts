import { quantile, type Measurement } from './figures.js';
import { lineOf, type InventedPersons } from './invented-persons.js';
import type { SystemUnderTest } from './system-under-test.js';

const BATCHES = 7;
const LINES = 5_000;
/** The first batch meets cold code and empty caches. */
const WARM_UP = 2;

/** How fast whole batches are answered, everything else running. */
export async function measureIntake(system: SystemUnderTest, persons: InventedPersons): Promise<Measurement> {
  const rates: number[] = [];
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const lines = persons.take(LINES).map(lineOf);
    const begun = performance.now();
    const { verdicts } = await system.push(lines);
    if (verdicts.stored !== LINES) throw new Error(`${LINES - verdicts.stored} of ${LINES} lines were not stored`);
    rates.push(LINES / ((performance.now() - begun) / 1_000));
  }
  const warm = rates.slice(WARM_UP);
  return [
    { what: 'intake, median of batches', value: quantile(warm, 0.5), unit: 'records/s' },
    { what: 'intake, slowest batch', value: quantile(warm, 0), unit: 'records/s' },
    { what: 'intake, fastest batch', value: quantile(warm, 1), unit: 'records/s' },
  ];
}
