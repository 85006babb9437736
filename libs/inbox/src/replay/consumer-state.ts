import type { EntityManager } from 'typeorm';
import type { PartitionNext } from '../position/beyond-the-end.js';

/** Where a consumer stands in every partition that it was ever given. */
export async function positionsOf(manager: EntityManager, consumer: string): Promise<PartitionNext[]> {
  return manager.query<PartitionNext[]>(POSITIONS, [consumer]);
}

/** Stops a consumer's step 1 until the transaction ends: between this and that, nothing of the log is applied. */
export async function lockPositions(manager: EntityManager, consumer: string): Promise<PartitionNext[]> {
  return manager.query<PartitionNext[]>(`${POSITIONS} for update`, [consumer]);
}

const POSITIONS = `
  select topic, partition, next_offset::text as next from inbox.position where consumer = $1 order by topic, partition`;

/** Subjects that wait for step 2, in the `most` oldest rows. */
export async function countTodo(manager: EntityManager, consumer: string, most: number): Promise<number> {
  const [row] = await manager.query<[{ subjects: number }]>(
    `select coalesce(sum(cardinality(subjects)), 0)::int as subjects
       from (select subjects from inbox.todo where consumer = $1 order by seq limit $2) oldest`,
    [consumer, most],
  );
  return row.subjects;
}

/** Stops a consumer's step 2 until the transaction ends. Waits for a round that runs. */
export async function holdTodo(manager: EntityManager, consumer: string): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock(hashtext('inbox.todo'), hashtext($1))`, [consumer]);
}

/** As if the consumer had never heard anything. */
export async function forgetConsumer(manager: EntityManager, consumer: string): Promise<void> {
  for (const table of ['position', ...QUEUES]) {
    await manager.query(`delete from inbox.${table} where consumer = $1`, [consumer]);
  }
}

/**
 * Lets the consumer go on from where another stands, with what that one has parked and left to do; what it had so far
 * is kept under a third name. Its positions must be locked: whoever waits for one of them then reads the new one.
 */
export async function takePlaceOf(
  manager: EntityManager,
  names: { readonly consumer: string; readonly other: string; readonly keptAs: string },
): Promise<void> {
  const { consumer, other, keptAs } = names;
  await forgetConsumer(manager, keptAs);
  await manager.query(KEEP_POSITIONS, [consumer, keptAs]);
  await manager.query(TAKE_POSITIONS, [consumer, other]);
  for (const table of QUEUES) {
    await manager.query(`update inbox.${table} set consumer = $2 where consumer = $1`, [consumer, keptAs]);
    await manager.query(`update inbox.${table} set consumer = $2 where consumer = $1`, [other, consumer]);
  }
  await manager.query(DROP_DISCARDED, [consumer]);
  await forgetConsumer(manager, other);
}

const QUEUES = ['parked', 'todo'] as const;

/** Discarded after the other had parked them. */
const DROP_DISCARDED = `
  delete from inbox.parked using inbox.discarded gone
   where consumer = $1
     and (parked.topic, parked.partition, parked.log_offset) = (gone.topic, gone.partition, gone.log_offset)`;

const KEEP_POSITIONS = `
  insert into inbox.position (consumer, topic, partition, next_offset, appended_at)
  select $2, topic, partition, next_offset, appended_at from inbox.position where consumer = $1`;

/** In place, since members may wait for these very rows; a partition that the other never read starts at its beginning. */
const TAKE_POSITIONS = `
  update inbox.position mine
     set next_offset = coalesce(theirs.next_offset, 0), appended_at = coalesce(theirs.appended_at, 'epoch'),
         updated_at = now()
    from inbox.position self
    left join inbox.position theirs
      on theirs.consumer = $2 and (theirs.topic, theirs.partition) = (self.topic, self.partition)
   where self.consumer = $1 and (mine.consumer, mine.topic, mine.partition) = (self.consumer, self.topic, self.partition)`;
