import { differingCounts, differingPersons, lastOfEach, residentsOf } from './compare-tables.js';

const told = (record: string, version: number, cell: string) => ({ record, version, digest: '', cell });
const last = lastOfEach([told('siti', 2, 'hanura P'), told('budi', 1, 'hanura L'), told('siti', 1, 'podomoro P')]);

describe('What one thread would have made of the ledger', () => {
  it('is the last version of each person, whatever the order of the ledger', () => {
    expect(last.map(({ record, version }) => [record, version])).toEqual([
      ['siti', 2],
      ['budi', 1],
    ]);
  });

  it('differs from persons that stand at another version, or are not there', () => {
    expect(
      differingPersons(
        last,
        new Map([
          ['siti', 2],
          ['budi', 1],
        ]),
      ),
    ).toEqual([]);
    expect(differingPersons(last, new Map([['siti', 1]]))).toEqual([
      'person siti stands at version 1, not 2',
      'person budi stands at version none, not 1',
    ]);
  });

  it('counts each person once, where the last version says', () => {
    const before = new Map([['hanura L', 7]]);
    const right = new Map([
      ['hanura L', 8],
      ['hanura P', 1],
    ]);
    const wrong = new Map([
      ['hanura L', 8],
      ['podomoro P', 1],
    ]);
    expect(differingCounts(before, right, residentsOf(last))).toEqual([]);
    expect(differingCounts(before, wrong, residentsOf(last))).toEqual([
      'podomoro P counts 1 more, not 0',
      'hanura P counts 0 more, not 1',
    ]);
  });
});
