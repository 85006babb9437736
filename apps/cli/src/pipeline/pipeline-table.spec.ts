import { pipelineLine, pipelineTable } from './pipeline-table.js';
import type { Pipeline } from './read-pipeline.js';

const flow = (partition: number, lagEvents: number | null) => ({
  topic: 'satudata.population-registry.person.v1',
  partition,
  lagEvents,
  lagSeconds: lagEvents === null ? null : 3.4,
  parked: 1,
  eventsPerSecond: 12.5,
});
const pipeline = (...behind: (number | null)[]): Pipeline => ({
  sources: [
    {
      source: 'population-registry',
      lagSeconds: 4.6,
      parked: behind.length,
      partitions: behind.map((lagEvents, partition) => flow(partition, lagEvents)),
    },
  ],
  todo: 7,
});

describe('the live table of the pipeline', () => {
  it('has a row per partition, and says how complete each source is', () => {
    const lines = pipelineTable(pipeline(7, 0)).split('\n');
    expect(lines[2]).toMatch(/person\.v1 +0 +7 +3 +12\.5 +1$/);
    expect(lines[3]).toMatch(/person\.v1 +1 +0 +3 +12\.5 +1$/);
    expect(lines[5]).toBe('Lengkap hingga / complete up to: population-registry: 5 s yang lalu / ago');
    expect(lines[6]).toBe('Langkah 2 menunggu / waiting for step 2: 7');
  });

  it('does not claim a number that nobody knows', () => {
    expect(pipelineTable(pipeline(null)).split('\n')[2]).toMatch(/person\.v1 +0 +– +– +12\.5 +1$/);
  });
});

describe('the pipeline in one line', () => {
  const at = new Date('2026-03-01T02:00:00Z');

  it('sums the partitions of each source', () => {
    expect(pipelineLine(pipeline(7, 5), at)).toBe(
      '2026-03-01T02:00:00.000Z population-registry behind=12 lag=5s parked=2 todo=7',
    );
  });

  it('does not take an unknown part for nothing', () => {
    expect(pipelineLine(pipeline(7, null), at)).toContain('behind=– ');
  });
});
