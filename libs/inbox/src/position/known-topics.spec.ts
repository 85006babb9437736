import { grown, otherLives, type KnownTopic } from './known-topics.js';

const known: KnownTopic[] = [{ topic: 't', clusterId: 'c1', id: 'i1', partitions: 3 }];
const found = (id: string, partitions: number, clusterId = 'c1') => ({
  clusterId,
  topics: [{ topic: 't', id, partitions }],
});

describe('a topic whose positions are kept', () => {
  it('is read on when it is the same', () => {
    expect([otherLives(known, found('i1', 3)), grown(known, found('i1', 3))]).toEqual([[], []]);
  });

  it('is read on when it has grown, which is said', () => {
    expect([otherLives(known, found('i1', 6)), grown(known, found('i1', 6))]).toEqual([
      [],
      ['topic t grew from 3 to 6 partitions'],
    ]);
  });

  it.each([
    ['was made anew', found('i2', 3), 'topic t was made anew: it is i2, its positions belong to i1'],
    [
      'lies in another cluster',
      found('i1', 3, 'c2'),
      'topic t lies in cluster c2, yet its positions belong to cluster c1',
    ],
    ['has lost partitions', found('i1', 2), 'topic t has 2 partitions, it had 3'],
    ['is gone', { clusterId: 'c1', topics: [] }, 'topic t does not exist any more'],
  ])('is not read on when it %s', (_what, now, sentence) => {
    expect(otherLives(known, now)).toEqual([sentence]);
  });
});
