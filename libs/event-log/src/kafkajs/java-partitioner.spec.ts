import fc from 'fast-check';
import { Partitioners, type PartitionerArgs } from 'kafkajs';
import { javaPartitioner, murmur2 } from './java-partitioner.js';

const argsFor = (key: string, partitions: number): PartitionerArgs => ({
  topic: 'any',
  message: { key, value: '' },
  partitionMetadata: Array.from({ length: partitions }, (_, partitionId) => ({
    partitionId,
    partitionErrorCode: 0,
    leader: 1,
    replicas: [1],
    isr: [1],
  })),
});

describe('The partitioner', () => {
  // From Kafka's own UtilsTest.
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('hashes %s as the Java client does', (key, hash) => expect(murmur2(Buffer.from(key))).toBe(hash));

  it('puts every key where the Kafka client would put it', () => {
    const theirs = Partitioners.DefaultPartitioner();
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), fc.integer({ min: 1, max: 50 }), (key, partitions) => {
        const args = argsFor(key, partitions);
        expect(javaPartitioner()(args)).toBe(theirs(args));
      }),
    );
  });
});
