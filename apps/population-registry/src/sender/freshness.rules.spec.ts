import { declaresNothing, learned, newer, staleness } from './freshness.rules.js';

const [early, late] = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'];

describe('how new a submission is', () => {
  it('is judged by its version before its time', () => {
    expect(staleness({ sourceVersion: 1, changedAt: late }, { sourceVersion: 2, changedAt: early })).toBeUndefined();
    expect(staleness({ sourceVersion: 2, changedAt: early }, { sourceVersion: 1, changedAt: late })?.rule).toBe(
      'version.older',
    );
  });

  it('is judged by its time when one side has no version', () => {
    expect(staleness({ changedAt: late }, { sourceVersion: 1, changedAt: early })?.rule).toBe('changed-at.older');
    expect(staleness({ sourceVersion: 9, changedAt: early }, { changedAt: late })).toBeUndefined();
    expect(staleness({ changedAt: late }, { changedAt: late })).toBeUndefined();
  });

  it('cannot be judged when the sides declare different things', () => {
    expect(staleness({ sourceVersion: 9 }, { changedAt: early })).toBeUndefined();
    expect(staleness({}, { sourceVersion: 1, changedAt: early })).toBeUndefined();
    expect(staleness({ sourceVersion: 9, changedAt: late }, {})).toBeUndefined();
  });

  it('is undeclared only without version and time', () => {
    expect([{}, { sourceVersion: 1 }, { changedAt: early }].map(declaresNothing)).toEqual([true, false, false]);
  });
});

describe('what is known of the sender’s version', () => {
  it('keeps what a submission leaves out', () => {
    expect(newer({ sourceVersion: 3, changedAt: early }, { changedAt: late })).toEqual({
      sourceVersion: 3,
      changedAt: late,
    });
  });

  it('grows by a newer repeat, and by nothing else', () => {
    expect(learned({ sourceVersion: 1 }, { sourceVersion: 2 })).toEqual({ sourceVersion: 2 });
    expect(learned({}, { changedAt: early })).toEqual({ changedAt: early });
    expect(learned({ sourceVersion: 2 }, { sourceVersion: 1 })).toBeUndefined();
    expect(learned({ changedAt: late }, { changedAt: early })).toBeUndefined();
    expect(learned({ changedAt: early }, { changedAt: '2026-01-01T07:00:00+07:00' })).toBeUndefined();
    expect(learned({ sourceVersion: 1 }, {})).toBeUndefined();
  });
});
