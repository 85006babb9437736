import { textArray } from '@satudata/service-kit';
import type { TestDatabase } from '@satudata/testing';
import { waitFor } from '@satudata/testing';
import type { InventedEvent } from './invented-events.js';

const CHUNK = 5_000;

/** The rows that a business change writes: what is said, and its place in the queue. */
export const SAY = `
  with said as (
    insert into outbox.change (id, topic, key, entity, entity_id, version, region, headers, value, digest, valid_at,
                               recorded_at, tx, part, parts)
    select tx::uuid, topic, key, entity, key, 1, region, headers, value, sha256(convert_to(value, 'UTF8')), now(),
           now(), tx, 1, 1
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
           as row (topic, key, entity, region, headers, value, tx)
    returning seq
  )
  insert into outbox.outbox (seq) select seq from said`;

export function sayColumns(events: readonly InventedEvent[]): Buffer[] {
  return [
    textArray(events.map(({ topic }) => topic)),
    textArray(events.map(({ key }) => key)),
    textArray(events.map(({ entity }) => entity)),
    textArray(events.map(({ region }) => region)),
    textArray(events.map(({ headers }) => JSON.stringify(headers))),
    textArray(events.map(({ value }) => value)),
    textArray(events.map(({ tx }) => tx)),
  ];
}

/** Records changes of the past: in the log of changes, not in the queue. */
export async function fillChangeLog(source: TestDatabase, events: Iterable<InventedEvent>): Promise<void> {
  for (const chunk of chunksOf(events, CHUNK)) await source.query(SAY, sayColumns(chunk));
  await clearQueue(source);
  await source.query('vacuum (freeze, analyze) outbox.change');
}

/** Gives the space of removed rows back. Not while the service is halted: it may hold a lock that it never gives up. */
export async function clearQueue(source: TestDatabase): Promise<void> {
  await source.query('truncate outbox.outbox');
}

/** Puts every change into the empty queue again, as if nothing had been sent yet. */
export async function refillQueue(source: TestDatabase): Promise<void> {
  await source.query('insert into outbox.outbox select seq from outbox.change order by seq');
}

export async function untilQueueIsEmpty(source: TestDatabase, within: number): Promise<void> {
  const isEmpty = async () => (await source.query('select from outbox.outbox limit 1')).length === 0;
  await waitFor('the queue to be empty', isEmpty, { within });
}

function* chunksOf<T>(values: Iterable<T>, size: number): Generator<T[]> {
  let chunk: T[] = [];
  for (const value of values) {
    if (chunk.push(value) < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
