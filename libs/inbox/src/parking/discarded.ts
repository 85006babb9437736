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
