import type { EntityManager } from 'typeorm';

/** One partition of a topic as one consumer reads it. */
export interface PartitionOfConsumer {
  readonly consumer: string;
  readonly topic: string;
  readonly partition: number;
}

export interface Position {
  /** The offset of the first message that is not applied yet. */
  readonly next: bigint;
  /** The latest append time applied so far, milliseconds since 1970. */
  readonly appendedAt: number;
}

/** Somebody else moved the position meanwhile: this transaction must not commit. */
export class PositionMoved extends Error {
  override readonly name = 'PositionMoved';
}

/** The offset to read first; a partition seen for the first time is read from its beginning. */
export async function openPosition(manager: EntityManager, at: PartitionOfConsumer): Promise<string> {
  await manager.query(
    `insert into inbox.position (consumer, topic, partition, next_offset, appended_at)
     values ($1, $2, $3, 0, 'epoch') on conflict do nothing`,
    [at.consumer, at.topic, at.partition],
  );
  return (await lockPosition(manager, at)).next.toString();
}

/** Waits for whoever works on the same partition, so that a zombie and its successor apply one after the other. */
export async function lockPosition(manager: EntityManager, at: PartitionOfConsumer): Promise<Position> {
  const [row] = (await manager.query(
    `select next_offset, (extract(epoch from appended_at) * 1000)::bigint as appended_at
       from inbox.position where consumer = $1 and topic = $2 and partition = $3 for update`,
    [at.consumer, at.topic, at.partition],
  )) as { next_offset: string; appended_at: string }[];
  if (!row) throw new PositionMoved(`no position of ${at.topic}/${at.partition}: it was never assigned`);
  return { next: BigInt(row.next_offset), appendedAt: Number(row.appended_at) };
}

/** Compare and set: the effects of a batch and the position after it commit together, once. */
export async function movePosition(
  manager: EntityManager,
  at: PartitionOfConsumer,
  from: bigint,
  to: Position,
): Promise<void> {
  const [, moved] = (await manager.query(
    `update inbox.position
        set next_offset = $5, appended_at = to_timestamp($6::bigint / 1000.0), updated_at = now()
      where consumer = $1 and topic = $2 and partition = $3 and next_offset = $4`,
    [at.consumer, at.topic, at.partition, from.toString(), to.next.toString(), to.appendedAt],
  )) as [unknown, number];
  if (moved !== 1) throw new PositionMoved(`${at.topic}/${at.partition} is no longer at ${from}`);
}
