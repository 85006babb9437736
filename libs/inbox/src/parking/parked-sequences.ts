import { int8Array, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import type { PartitionOfConsumer } from '../position/position.js';

/** The parked events of one key: none of them is applied before those in front of it. */
export interface ParkedSequence {
  readonly topic: string;
  readonly partition: number;
  readonly key: string;
  readonly events: number;
  readonly firstOffset: string;
  readonly lastOffset: string;
  /** Why the first could not be applied; the others wait for it. */
  readonly cause: string;
  readonly parkedAt: Date;
}

/** Where in the list of sequences to go on: after the sequence that starts here. */
export interface SequencePlace {
  readonly topic: string;
  readonly partition: number;
  readonly firstOffset: string;
}

export interface SequenceFilter {
  readonly topic?: string | undefined;
  readonly key?: string | undefined;
  readonly after?: SequencePlace | undefined;
}

/** Sequences in the order of topic, partition and first offset. */
export async function listSequences(
  manager: EntityManager,
  consumer: string,
  { topic, key, after }: SequenceFilter,
  limit: number,
): Promise<ParkedSequence[]> {
  return (await manager.query(
    `select topic, partition, key, count(*)::int as events, min(log_offset)::text as "firstOffset",
            max(log_offset)::text as "lastOffset", min(parked_at) as "parkedAt",
            (array_agg(cause order by log_offset))[1] as cause
       from inbox.parked
      where consumer = $1 and ($2::text is null or topic = $2) and ($3::text is null or key = $3)
      group by topic, partition, key
     having $4::text is null or (topic, partition, min(log_offset)) > ($4, $5::int, $6::bigint)
      order by topic, partition, min(log_offset) limit $7`,
    [
      consumer,
      topic ?? null,
      key ?? null,
      after?.topic ?? null,
      after?.partition ?? null,
      after?.firstOffset ?? null,
      limit,
    ],
  )) as ParkedSequence[];
}

export interface ParkedRow {
  readonly offset: string;
  readonly key: string;
}

/** The first parked events of these keys, in the order of the log. */
export async function parkedRows(
  manager: EntityManager,
  at: PartitionOfConsumer,
  keys: readonly string[],
  limit: number,
): Promise<ParkedRow[]> {
  return (await manager.query(
    `select log_offset::text as offset, key from inbox.parked
      where consumer = $1 and topic = $2 and partition = $3 and key = any($4::text[])
      order by log_offset limit $5`,
    [at.consumer, at.topic, at.partition, textArray(keys), limit],
  )) as ParkedRow[];
}

export async function unpark(
  manager: EntityManager,
  at: PartitionOfConsumer,
  offsets: readonly string[],
): Promise<void> {
  if (offsets.length === 0) return;
  await manager.query(
    `delete from inbox.parked
      where consumer = $1 and topic = $2 and partition = $3 and log_offset = any($4::int8[])`,
    [at.consumer, at.topic, at.partition, int8Array(offsets)],
  );
}

/** A retry that failed may have failed for another reason than before. */
export async function noteCause(
  manager: EntityManager,
  at: PartitionOfConsumer,
  offset: string,
  cause: string,
): Promise<void> {
  await manager.query(
    `update inbox.parked set cause = $5
      where consumer = $1 and topic = $2 and partition = $3 and log_offset = $4`,
    [at.consumer, at.topic, at.partition, offset, cause],
  );
}
