import type { EntityManager } from 'typeorm';

export interface PositionRow {
  readonly topic: string;
  readonly partition: number;
  /** Offset of the first message not applied. */
  readonly next: string;
  readonly appendedAt: Date;
  readonly parked: number;
}

export interface InboxState {
  readonly positions: readonly PositionRow[];
  /** Subjects waiting for step 2. */
  readonly todo: number;
}

export async function readInboxState(manager: EntityManager, consumer: string): Promise<InboxState> {
  const positions = (await manager.query(
    `select topic, partition, next_offset::text as next, appended_at as "appendedAt",
            (select count(*)::int from inbox.parked k
              where (k.consumer, k.topic, k.partition) = (p.consumer, p.topic, p.partition)) as parked
       from inbox.position p where consumer = $1 order by topic, partition`,
    [consumer],
  )) as PositionRow[];
  const waiting = 'select coalesce(sum(cardinality(subjects)), 0)::int as todo from inbox.todo where consumer = $1';
  const [row] = (await manager.query(waiting, [consumer])) as [{ todo: number }];
  return { positions, todo: row.todo };
}
