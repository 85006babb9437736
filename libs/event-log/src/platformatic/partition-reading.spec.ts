import { PartitionReading } from './partition-reading.js';

const records = (from: number, count: number) => ({
  messages: Array.from({ length: count }, (_, index) => ({
    offset: String(from + index),
    key: 'k',
    value: Buffer.from('xy'),
    headers: {},
    appendedAt: 0,
  })),
  next: BigInt(from + count),
});

/** A partition whose handlers stand at `offset`. */
function startedAt(offset: bigint): PartitionReading {
  const reading = new PartitionReading('t', 0);
  reading.startAt(offset);
  return reading;
}

describe('The reading of a partition', () => {
  it('wants nothing before somebody has said where to start', () => {
    expect(new PartitionReading('t', 0).wanted()).toBeUndefined();
    expect(startedAt(7n).wanted()).toMatchObject({ topic: 't', partition: 0, from: 7n });
  });

  it('wants what comes next as soon as what was fetched is worked on, and no sooner', () => {
    const reading = startedAt(0n);
    expect(reading.take(records(0, 3), 0n)).toBe(true);
    expect(reading.fetchedBytes).toBe(6);
    expect(reading.wanted()).toBeUndefined();
    expect(reading.begin()?.next).toBe(3n);
    expect(reading.wanted()?.from).toBe(3n);
  });

  it('goes on behind an answer without messages, with nothing to work on', () => {
    const reading = startedAt(4n);
    expect(reading.take({ messages: [], next: 5n }, 4n)).toBe(false);
    expect(reading.wanted()?.from).toBe(5n);
  });

  it('drops at a seek what was fetched, what is being fetched and what is worked on', () => {
    const reading = startedAt(0n);
    reading.take(records(0, 3), 0n);
    const batch = reading.begin()!;
    reading.take(records(3, 3), 3n);
    reading.seek(1n);
    expect(reading.isStale(batch)).toBe(true);
    expect(reading.begin()).toBeUndefined();
    expect(reading.take(records(6, 3), 6n)).toBe(false);
    expect(reading.wanted()?.from).toBe(1n);
  });

  it('takes an answer once, though two requests asked for the same', () => {
    const reading = startedAt(0n);
    reading.take(records(0, 3), 0n);
    reading.begin();
    expect(reading.take(records(0, 3), 0n)).toBe(false);
    expect(reading.wanted()?.from).toBe(3n);
  });

  it('keeps to a seek that was faster than the answer where to start', () => {
    const reading = new PartitionReading('t', 0);
    reading.seek(9n);
    reading.startAt(2n);
    expect(reading.wanted()?.from).toBe(9n);
  });

  it('is over once the partition is lost', () => {
    const reading = startedAt(0n);
    reading.take(records(0, 3), 0n);
    const batch = reading.begin()!;
    reading.lose();
    expect(reading.isStale(batch)).toBe(true);
    expect(reading.take(records(3, 3), 3n)).toBe(false);
    expect(reading.wanted()).toBeUndefined();
  });

  it('asks only now and then for an offset that the log does not hold, and counts how often in a row', () => {
    const reading = startedAt(40n);
    expect([reading.miss(), reading.miss()]).toEqual([1, 2]);
    expect(reading.wanted()).toBeUndefined();
    reading.take(records(40, 1), 40n);
    expect(reading.miss()).toBe(1);
  });
});
