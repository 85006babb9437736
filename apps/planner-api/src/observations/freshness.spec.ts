import type { SourcePosition } from '../read-schema/read-schema.js';
import { freshnessOf, LATE_AFTER_S, worstOf } from './freshness.js';

function heard(lag_s: number | null): SourcePosition {
  return {
    source: 'population-registry',
    last_event_at: '2026-11-24T08:00:00.123456+07:00',
    ingested_at: null,
    complete_until: lag_s === null ? null : '2026-11-24T01:00:00+00:00',
    villages_reporting: 2_644,
    lag_s,
  };
}

describe('the freshness of a source', () => {
  it.each([
    [-3, 0, 'fresh'],
    [0.4, 0, 'fresh'],
    [LATE_AFTER_S, LATE_AFTER_S, 'fresh'],
    [LATE_AFTER_S + 1, LATE_AFTER_S + 1, 'late'],
    [86_400, 86_400, 'late'],
    [null, null, 'unknown'],
  ] as const)('with a lag of %d s shows %d s and is %s', (lag, lagS, status) => {
    expect(freshnessOf('population-registry', heard(lag), 2_651)).toMatchObject({ lagS, status });
  });

  it('gives instants in UTC', () => {
    const { lastEvent, ingested, completeUntil } = freshnessOf('population-registry', heard(1), 2_651);
    expect([lastEvent, ingested, completeUntil]).toEqual([
      '2026-11-24T01:00:00.123Z',
      null,
      '2026-11-24T01:00:00.000Z',
    ]);
  });

  it('is unknown for a source that was never heard', () => {
    expect(freshnessOf('population-registry', undefined, 2_651)).toEqual({
      service: 'population-registry',
      lastEvent: null,
      ingested: null,
      completeUntil: null,
      lagS: null,
      villagesReporting: 0,
      villagesExpected: 2_651,
      status: 'unknown',
    });
  });

  it('of several is that of the worst', () => {
    expect(worstOf(['fresh', 'late', 'fresh'])).toBe('late');
    expect(worstOf(['late', 'unknown'])).toBe('unknown');
    expect(worstOf(['fresh'])).toBe('fresh');
  });
});
