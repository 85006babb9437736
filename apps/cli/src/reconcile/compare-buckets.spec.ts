import { unequalBuckets, unequalRows, type Bucket } from './compare-buckets.js';

const bucket = (number: number, more: Partial<Bucket> = {}): Bucket => ({
  entity: 'person',
  region: '18.09',
  bucket: number,
  records: 2,
  sum: '10',
  ...more,
});

describe('the buckets of two sides', () => {
  it('are equal by count and sum', () => {
    expect(unequalBuckets([bucket(1), bucket(2)], [bucket(2), bucket(1)])).toEqual([]);
  });

  it.each<[string, Bucket[], Bucket[]]>([
    ['one has another sum', [bucket(1)], [bucket(1, { sum: '11' })]],
    ['a pair of rows cancels in the sum', [bucket(1)], [bucket(1, { records: 4 })]],
    ['only the source has it', [bucket(1)], []],
    ['only the store has it', [], [bucket(1)]],
  ])('are unequal where %s', (_what, source, store) => {
    expect(unequalBuckets(source, store).map(({ bucket: number }) => number)).toEqual([1]);
  });

  it('lead to the rows that differ, on either side', () => {
    const row = (id: string, hash = id) => ({ id, version: 1, hash });
    expect(unequalRows([row('a'), row('b'), row('c')], [row('a'), row('b', 'x'), row('d')])).toEqual(['b', 'c', 'd']);
  });
});
