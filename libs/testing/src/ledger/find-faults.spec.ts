import { describeFaults } from './describe-faults.js';
import { findFaults } from './find-faults.js';
import type { Evidence, LoggedVersion, Version } from './ledger.js';

const version = (record: string, number: number, digest = `${record} says ${number}`): Version => ({
  record,
  version: number,
  digest,
});
const message = (told: Version, event = `${told.record}/${told.version}`): LoggedVersion => ({ ...told, event });

const [siti1, siti2, siti3, budi1] = [version('siti', 1), version('siti', 2), version('siti', 3), version('budi', 1)];

/** Two records, three changes of one and the first of the other, all told and taken in. */
const kept: Evidence = {
  promised: [siti1, budi1, siti2, siti3],
  log: [siti1, siti2, budi1, siti3].map((told) => message(told)),
  history: [siti1, siti2, siti3, budi1],
  current: [siti3, budi1],
};
const faultsIn = (changed: Partial<Evidence>): string[] => describeFaults(findFaults({ ...kept, ...changed }));

describe('The checker of the ledger', () => {
  it('finds nothing when every promise was kept', () => {
    expect(faultsIn({})).toEqual([]);
  });

  it('finds nothing wrong with a sender that repeats what it already told', () => {
    expect(faultsIn({ log: [...kept.log, message(siti1), message(siti2)] })).toEqual([]);
  });

  it('finds an acknowledged version that the store never took in', () => {
    expect(faultsIn({ history: [siti1, siti3, budi1] })).toEqual(['lost: 1 (siti version 2)']);
  });

  it('finds an acknowledged record of which the store has nothing', () => {
    expect(faultsIn({ history: [siti1, siti2, siti3], current: [siti3] })).toEqual(['lost: 1 (budi version 1)']);
  });

  it('finds a record nobody said, in the history, in the present and in the log', () => {
    const stranger = version('stranger', 1);
    const expected = ['invented: 1 (stranger version 1)'];
    expect(faultsIn({ history: [...kept.history, stranger] })).toEqual(expected);
    expect(faultsIn({ current: [...kept.current, stranger] })).toEqual(expected);
    expect(faultsIn({ log: [...kept.log, message(stranger)] })).toEqual(expected);
  });

  it('finds a version that nobody said of a known record', () => {
    expect(faultsIn({ current: [version('siti', 4), budi1] })).toEqual(['invented: 1 (siti version 4)']);
  });

  it('finds words that were changed on the way', () => {
    const changed = version('budi', 1, 'something else');
    expect(faultsIn({ history: [siti1, siti2, siti3, changed] })).toEqual(['invented: 1 (budi version 1)']);
  });

  it('finds what was taken in twice', () => {
    expect(faultsIn({ history: [...kept.history, siti2] })).toEqual(['duplicated: 1 (siti version 2)']);
  });

  it('finds a version first told after a later one', () => {
    const log = [siti1, siti3, siti2, budi1].map((told) => message(told));
    expect(faultsIn({ log })).toEqual(['inverted: 1 (siti version 2)']);
  });

  it('finds one version told as two events', () => {
    expect(faultsIn({ log: [...kept.log, message(siti3, 'another event')] })).toEqual(['inverted: 1 (siti version 3)']);
  });

  it('finds an earlier version where the last should be', () => {
    expect(faultsIn({ current: [siti1, budi1] })).toEqual(['stale: 1 (siti version 3)']);
  });

  it('finds a record that was taken in and is gone', () => {
    expect(faultsIn({ current: [siti3] })).toEqual(['stale: 1 (budi version 1)']);
  });

  it('does not call lost what is put aside', () => {
    expect(faultsIn({ history: [siti1, budi1], parked: [siti2, siti3], current: [siti1, budi1] })).toEqual([]);
  });

  it('finds a version taken in past an earlier one that is put aside', () => {
    const parked = { parked: [siti2], history: [siti1, siti3, budi1] };
    expect(faultsIn(parked)).toEqual(['inverted: 1 (siti version 3)']);
  });

  it('finds more repeats than interruptions explain', () => {
    const log = [...kept.log, message(siti1), message(siti2)];
    expect(faultsIn({ log, mayRepeat: 2 })).toEqual([]);
    expect(faultsIn({ log, mayRepeat: 1 })).toEqual(['duplicated: 2 (siti version 1, siti version 2)']);
  });

  it('names the first few of many and says how many there are', () => {
    expect(faultsIn({ history: [], current: [] })).toEqual([
      'lost: 4 (siti version 1, budi version 1, siti version 2, …)',
    ]);
  });
});
