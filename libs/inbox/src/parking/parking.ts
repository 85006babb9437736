import type { LogMessage } from '@satudata/event-log';
import { int4Array, int8Array, prepared, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import type { ParkedMessage } from '../events/classify.js';
import type { TopicOfConsumer } from '../position/position.js';

/** What must not be applied now, of the messages of some chunks. */
export interface SetAside {
  /** Keys that have parked events: what comes after them waits too. */
  readonly waitingKeys: ReadonlySet<string>;
  /** `partition/offset` of what a person has taken out for good: a second reading leaves it out as well. */
  readonly discarded: ReadonlySet<string>;
}

export interface ReadStretchOf {
  readonly partition: number;
  readonly messages: readonly LogMessage[];
}

export async function readSetAside(
  manager: EntityManager,
  { consumer, topic }: TopicOfConsumer,
  stretches: readonly ReadStretchOf[],
): Promise<SetAside> {
  const keys = new Set(stretches.flatMap(({ messages }) => messages.map(({ key }) => storable(key))));
  const { rows } = await prepared<{ key: string | null; place: string | null }>(manager, SET_ASIDE, [
    consumer,
    topic,
    textArray([...keys]),
    int4Array(stretches.map(({ partition }) => partition)),
    int8Array(stretches.map(({ messages }) => messages[0]?.offset ?? '0')),
    int8Array(stretches.map(({ messages }) => messages.at(-1)?.offset ?? '0')),
  ]);
  return {
    waitingKeys: new Set(rows.flatMap(({ key }) => key ?? [])),
    discarded: new Set(rows.flatMap(({ place }) => place ?? [])),
  };
}

/** Mostly nothing waits: one look tells, instead of one per key. */
const SET_ASIDE = `
  select distinct key, null as place from inbox.parked
   where consumer = $1 and topic = $2 and key = any($3::text[])
     and (select exists (select from inbox.parked where consumer = $1 and topic = $2))
  union all
  select null, partition || '/' || log_offset
    from unnest($4::int4[], $5::int8[], $6::int8[]) as stretch (partition, first, last)
    join inbox.discarded using (partition)
   where topic = $2 and log_offset between first and last`;

export async function park(
  manager: EntityManager,
  at: TopicOfConsumer,
  messages: readonly ParkedMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  await manager.query(
    `insert into inbox.parked (consumer, topic, partition, log_offset, key, cause)
     select $1, $2, partition, log_offset, key, cause
       from unnest($3::int4[], $4::int8[], $5::text[], $6::text[]) as row (partition, log_offset, key, cause)`,
    [
      at.consumer,
      at.topic,
      int4Array(messages.map(({ partition }) => partition)),
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
