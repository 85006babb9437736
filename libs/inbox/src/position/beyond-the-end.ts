/** Where a partition stands: the offset that comes next. */
export interface PartitionNext {
  readonly topic: string;
  readonly partition: number;
  readonly next: string;
}

/**
 * Positions that the log has not reached: the topic was made anew, or the log was restored from an older copy. Read on
 * from there, a consumer would take new events for old ones and drop them without a word.
 * @returns one sentence for each, none when all is well
 */
export function beyondTheEnd(positions: readonly PartitionNext[], ends: readonly PartitionNext[]): string[] {
  return positions.flatMap(({ topic, partition, next }) => {
    const end = ends.find((candidate) => candidate.topic === topic && candidate.partition === partition);
    if (end && BigInt(end.next) >= BigInt(next)) return [];
    return [`${topic}/${partition} ends at ${end?.next ?? 'nothing'}, yet events up to ${next} were applied`];
  });
}
