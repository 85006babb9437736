import { int4Array, int8Array, prepared } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';

/** A topic as one consumer reads it. */
export interface TopicOfConsumer {
  readonly consumer: string;
  readonly topic: string;
}

export interface PartitionOfConsumer extends TopicOfConsumer {
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

export async function lockPosition(manager: EntityManager, at: PartitionOfConsumer): Promise<Position> {
  return positionAt(await lockPositionsOf(manager, at, [at.partition]), at);
}

/**
 * Waits for whoever works on the same partitions, so that a zombie and its successor apply one after the other.
 * @returns the positions by partition; {@link positionAt} takes one out
 */
export async function lockPositionsOf(
  manager: EntityManager,
  { consumer, topic }: TopicOfConsumer,
  partitions: readonly number[],
): Promise<Map<number, Position>> {
  const { rows } = await prepared<PositionRow>(manager, LOCK, [consumer, topic, int4Array(partitions)]);
  return new Map(
    rows.map(({ partition, next_offset, appended_at }) => [
      partition,
      { next: BigInt(next_offset), appendedAt: Number(appended_at) },
    ]),
  );
}

/** @throws PositionMoved when the partition was never assigned to the consumer */
export function positionAt(
  positions: ReadonlyMap<number, Position>,
  { topic, partition }: { readonly topic: string; readonly partition: number },
): Position {
  const position = positions.get(partition);
  if (!position) throw new PositionMoved(`no position of ${topic}/${partition}: it was never assigned`);
  return position;
}

interface PositionRow {
  readonly partition: number;
  readonly next_offset: string;
  readonly appended_at: string;
}

/** In one order, so that two members never wait for each other in a circle. */
const LOCK = `
  select partition, next_offset, (extract(epoch from appended_at) * 1000)::bigint as appended_at
    from inbox.position where consumer = $1 and topic = $2 and partition = any($3::int4[])
   order by partition for update`;

export interface Move {
  readonly partition: number;
  readonly from: bigint;
  readonly to: Position;
}

/** Compare and set: the effects of chunks and the positions after them commit together, once. */
export async function movePositions(
  manager: EntityManager,
  { consumer, topic }: TopicOfConsumer,
  moves: readonly Move[],
): Promise<void> {
  const { rowCount } = await prepared(manager, MOVE, [
    consumer,
    topic,
    int4Array(moves.map(({ partition }) => partition)),
    int8Array(moves.map(({ from }) => from)),
    int8Array(moves.map(({ to }) => to.next)),
    int8Array(moves.map(({ to }) => to.appendedAt)),
  ]);
  if (rowCount !== moves.length) throw new PositionMoved(`${topic}: a position is no longer where it was found`);
}

const MOVE = `
  update inbox.position
     set next_offset = move.next, appended_at = to_timestamp(move.appended_at / 1000.0), updated_at = now()
    from unnest($3::int4[], $4::int8[], $5::int8[], $6::int8[]) as move (partition, found, next, appended_at)
   where consumer = $1 and topic = $2 and position.partition = move.partition and next_offset = move.found`;
