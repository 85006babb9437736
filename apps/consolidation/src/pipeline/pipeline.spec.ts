import { topicOf } from '@satudata/contracts';
import { describePipeline, type PipelineState } from './pipeline.js';

const PERSON = topicOf('population-registry', 'person');
const NOW = Date.parse('2026-03-01T02:01:00Z');
const applied = { topic: PERSON, partition: 0, next: '10', appendedAt: new Date('2026-03-01T02:00:30Z'), parked: 0 };

const stateOf = (changes: Partial<PipelineState> = {}): PipelineState => ({
  positions: [applied],
  ends: [{ topic: PERSON, partition: 0, next: '10' }],
  sources: [{ source: 'population-registry', completeUntil: new Date('2026-03-01T02:00:55Z') }],
  rateOf: () => 2,
  now: NOW,
  ...changes,
});
const sourceIn = (state: PipelineState) => describePipeline(state)[0];
const partitionIn = (state: PipelineState) => sourceIn(state)?.partitions[0];

describe('the pipeline', () => {
  it('is not behind where the store has applied all that the log holds, however long ago that was', () => {
    expect(partitionIn(stateOf())).toMatchObject({ lagEvents: 0, lagSeconds: 0, eventsPerSecond: 2 });
  });

  it('is behind by what the log holds and the store has not applied', () => {
    const ends = [{ topic: PERSON, partition: 0, next: '17' }];
    expect(partitionIn(stateOf({ ends }))).toMatchObject({ end: '17', lagEvents: 7, lagSeconds: 30 });
    expect(sourceIn(stateOf({ ends }))).toMatchObject({ lagEvents: 7 });
  });

  it('does not claim to know how far it is while the broker is away', () => {
    expect(partitionIn(stateOf({ ends: null }))).toMatchObject({ end: null, lagEvents: null, lagSeconds: null });
    expect(sourceIn(stateOf({ ends: null }))).toMatchObject({ lagEvents: null, lagSeconds: 5 });
  });

  it('does not invent an age for a partition of which nothing was applied yet', () => {
    const positions = [{ ...applied, next: '0', appendedAt: new Date(0) }];
    expect(partitionIn(stateOf({ positions }))).toMatchObject({ lagEvents: 10, lagSeconds: null });
  });

  it('counts parked events of all partitions of a source', () => {
    const positions = [
      { ...applied, parked: 2 },
      { ...applied, partition: 1, parked: 3 },
    ];
    expect(sourceIn(stateOf({ positions }))?.parked).toBe(5);
  });

  it('names a source that runs an instance of its own beside the one of the province', () => {
    const sources = [...stateOf().sources, { source: 'population-registry/18.01', completeUntil: null }];
    expect(describePipeline(stateOf({ sources })).map(({ source, lagSeconds }) => [source, lagSeconds])).toEqual([
      ['population-registry', 5],
      ['population-registry/18.01', null],
    ]);
  });
});
