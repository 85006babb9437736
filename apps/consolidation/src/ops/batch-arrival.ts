import { addTodo } from '@satudata/inbox';
import { int4Array, prepared, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import type { RecordFact } from '../raw/record-fact.js';

export interface BatchPart {
  readonly batch: string;
  readonly arrived: number;
}

/**
 * Counts events of pushed batches as they arrive, apart for each transaction that may run beside others: named after one
 * of its partitions, which nobody else holds meanwhile.
 */
export async function noteBatchParts(
  manager: EntityManager,
  facts: readonly RecordFact[],
  parts: readonly BatchPart[],
): Promise<void> {
  const [first] = facts;
  if (!first || parts.length === 0) return;
  const sourceByBatch = new Map(facts.map(({ heard, source }) => [heard.batch, source]));
  const sources = parts.map(({ batch }) => sourceByBatch.get(batch) ?? first.source);
  await prepared(manager, COUNT, [
    first.heard.topic,
    first.heard.partition,
    textArray(sources),
    textArray(parts.map(({ batch }) => batch)),
    int4Array(parts.map(({ arrived }) => arrived)),
  ]);
  await addTodo(
    manager,
    'batch',
    parts.map(({ batch }, index) => batchSubject(sources[index] ?? first.source, batch)),
  );
}

const COUNT = `
  insert into batch_part as known (source, batch, topic, partition, arrived)
  select source, batch, $1, $2, arrived from unnest($3::text[], $4::text[], $5::int4[]) as row (source, batch, arrived)
  on conflict (source, batch, topic, partition) do update set arrived = known.arrived + excluded.arrived`;

export function batchSubject(source: string, batch: string): string {
  return JSON.stringify([source, batch]);
}

/** Step 2: sums what has arrived, notes the moment when a batch is whole, and then forgets its parts. */
export async function settleBatches(manager: EntityManager, subjects: readonly string[]): Promise<void> {
  const named = subjects.map((subject) => JSON.parse(subject) as [string, string]);
  const keys = [textArray(named.map(([source]) => source)), textArray(named.map(([, batch]) => batch))];
  await manager.query(SETTLE, keys);
  await manager.query(FORGET_PARTS, keys);
}

const SETTLE = `
  insert into batch_arrival as known (source, batch, arrived)
  select source, batch, coalesce(sum(part.arrived), 0)
    from unnest($1::text[], $2::text[]) as named (source, batch) left join batch_part part using (source, batch)
   group by source, batch order by source, batch
  on conflict (source, batch) do update
    set arrived = greatest(known.arrived, excluded.arrived),
        complete_at = coalesce(known.complete_at, case when known.events <= excluded.arrived then now() end)`;

/** Each event of a batch is counted once, so nothing more comes after a batch is whole. */
const FORGET_PARTS = `
  delete from batch_part
   using unnest($1::text[], $2::text[]) as named (source, batch) join batch_arrival whole using (source, batch)
   where batch_part.source = named.source and batch_part.batch = named.batch and whole.complete_at is not null`;
