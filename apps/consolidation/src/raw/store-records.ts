import { boolArray, int4Array, int8Array, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { noteActivity } from '../ops/activity.js';
import { noteBatchParts } from '../ops/batch-arrival.js';
import { keyOf, newestPerRecord, type RecordFact } from './record-fact.js';

/**
 * Keeps what was said: every version in the history, the newest one in the record.
 * The rows it writes stay locked until the transaction ends, so what hangs on a record may be changed after it.
 * @returns the newest facts of records that are now newer than before; told again, none
 */
export async function storeRecords<Fact extends RecordFact>(
  manager: EntityManager,
  entity: string,
  facts: readonly Fact[],
): Promise<Fact[]> {
  const newest = newestPerRecord(facts);
  const written = (await manager.query(UPSERT, [entity, ...columns(newest)])) as { source: string; id: string }[];
  const heardNow = (await manager.query(APPEND, [entity, ...columns(facts)])) as { batch: string; arrived: string }[];
  await noteActivity(manager, facts);
  await noteBatchParts(manager, facts, heardNow);
  const advanced = new Set(written.map(keyOf));
  return newest.filter((fact) => advanced.has(keyOf(fact)));
}

const COLUMN_NAMES =
  'source, entity, id, version, tx, part, parts, batch, deleted, value, region, recorded_at, appended_at';

const ROWS = `
  select source, $1, id, version, tx, part, parts, batch, deleted, value, region, recorded_at::timestamptz,
         to_timestamp(appended_at / 1000.0)
    from unnest($2::text[], $3::text[], $4::int8[], $5::text[], $6::int4[], $7::int4[], $8::text[], $9::bool[],
                $10::text[], $11::text[], $12::text[], $13::int8[])
         as row (source, id, version, tx, part, parts, batch, deleted, value, region, recorded_at, appended_at)`;

/** In one order of rows, so that two members never wait for each other in a circle. */
const UPSERT = `
  insert into raw.record as kept (${COLUMN_NAMES}) ${ROWS} order by source, id
  on conflict (source, entity, id) do update
    set version = excluded.version, tx = excluded.tx, part = excluded.part, parts = excluded.parts,
        batch = excluded.batch, deleted = excluded.deleted, value = excluded.value, region = excluded.region,
        recorded_at = excluded.recorded_at, appended_at = excluded.appended_at
    where kept.version < excluded.version
  returning source, id`;

/** A relay that was interrupted says events again: only the first time counts as arrival. */
const APPEND = `
  with appended as (
    insert into raw.history (${COLUMN_NAMES}) ${ROWS} order by source, id, version
    on conflict do nothing
    returning batch
  )
  select batch, count(*) as arrived from appended where batch is not null group by batch`;

function columns(facts: readonly RecordFact[]): Buffer[] {
  return [
    textArray(facts.map(({ source }) => source)),
    textArray(facts.map(({ id }) => id)),
    int8Array(facts.map(({ heard }) => heard.version)),
    textArray(facts.map(({ heard }) => heard.tx)),
    int4Array(facts.map(({ heard }) => heard.part)),
    int4Array(facts.map(({ heard }) => heard.parts)),
    textArray(facts.map(({ heard }) => heard.batch)),
    boolArray(facts.map(({ deleted }) => deleted)),
    textArray(facts.map(({ heard }) => heard.text)),
    textArray(facts.map(({ region }) => region)),
    textArray(facts.map(({ heard }) => heard.time)),
    int8Array(facts.map(({ heard }) => heard.knownAt)),
  ];
}
