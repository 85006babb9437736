import { int8Array, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import type { ParkedMessage } from '../events/classify.js';
import type { PartitionOfConsumer } from '../position/position.js';

/** Which of these keys have parked events. */
export async function waitingKeys(
  manager: EntityManager,
  at: PartitionOfConsumer,
  keys: readonly string[],
): Promise<Set<string>> {
  const rows = (await manager.query(
    `select distinct key from inbox.parked where consumer = $1 and topic = $2 and key = any($3::text[])`,
    [at.consumer, at.topic, textArray(keys.map(storable))],
  )) as { key: string }[];
  return new Set(rows.map(({ key }) => key));
}

export async function park(
  manager: EntityManager,
  at: PartitionOfConsumer,
  messages: readonly ParkedMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  await manager.query(
    `insert into inbox.parked (consumer, topic, partition, log_offset, key, cause)
     select $1, $2, $3, log_offset, key, cause
       from unnest($4::int8[], $5::text[], $6::text[]) as row (log_offset, key, cause)`,
    [
      at.consumer,
      at.topic,
      at.partition,
      int8Array(messages.map(({ offset }) => offset)),
      textArray(messages.map(({ key }) => storable(key))),
      textArray(messages.map(({ cause }) => cause.sentence)),
    ],
  );
}

/** A hostile key must not make parking itself fail: PostgreSQL takes no NUL, and an index no long text. */
export function storable(key: string): string {
  return key.replaceAll('\u0000', '\ufffd').slice(0, 200);
}
