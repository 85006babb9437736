import type { EntityManager } from 'typeorm';
import type { PartitionOfConsumer } from '../position/position.js';

export interface Discard {
  readonly offset: string;
  /** Who decided it. */
  readonly by: string;
  readonly reason: string;
}

/** Takes a parked event out for good; false when it is not parked. */
export async function discard(manager: EntityManager, at: PartitionOfConsumer, decision: Discard): Promise<boolean> {
  const rows = (await manager.query(
    `with gone as (
       delete from inbox.parked where consumer = $1 and topic = $2 and partition = $3 and log_offset = $4
       returning topic, partition, log_offset, cause, parked_at
     )
     insert into inbox.discarded (topic, partition, log_offset, cause, parked_at, discarded_by, reason)
     select topic, partition, log_offset, cause, parked_at, $5, $6 from gone returning log_offset`,
    [at.consumer, at.topic, at.partition, decision.offset, decision.by, decision.reason],
  )) as unknown[];
  return rows.length > 0;
}

/** Offsets in a stretch of the log that were discarded once: a second reading leaves them out as well. */
export async function discardedOffsets(
  manager: EntityManager,
  { topic, partition }: PartitionOfConsumer,
  stretch: { readonly first: string; readonly last: string },
): Promise<Set<string>> {
  const rows = (await manager.query(
    `select log_offset::text as offset from inbox.discarded
      where topic = $1 and partition = $2 and log_offset between $3 and $4`,
    [topic, partition, stretch.first, stretch.last],
  )) as { offset: string }[];
  return new Set(rows.map(({ offset }) => offset));
}
