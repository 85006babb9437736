import { digestOf, rowHash } from '@satudata/outbox';
import { boolArray, int4Array, int8Array, prepared, textArray } from '@satudata/service-kit';
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
  const isNewest = new Set<RecordFact>(newest);
  const [{ rows }] = await Promise.all([
    prepared<StoredRow>(manager, STORE, [
      entity,
      ...columns(facts),
      boolArray(facts.map((fact) => isNewest.has(fact))),
    ]),
    noteActivity(manager, facts),
  ]);
  await noteBatchParts(
    manager,
    facts,
    rows.filter((row) => row.batch !== null),
  );
  const advanced = new Set(rows.filter((row) => row.batch === null).map(keyOf));
  return newest.filter(({ key }) => advanced.has(key));
}

/** A record that is newer than before, or how many events of a batch were heard for the first time. */
type StoredRow =
  | { readonly batch: null; readonly source: string; readonly id: string }
  | { readonly batch: string; readonly arrived: number };

const COLUMN_NAMES =
  'source, entity, id, version, tx, part, parts, batch, deleted, value, region, recorded_at, appended_at';

/**
 * One statement, so that values travel and are read once. Records are written in one order, so that two members never
 * wait for each other in a circle. A relay that was interrupted says events again: only the first time is an arrival,
 * and only that is summed for reconciliation.
 */
const STORE = `
  with said as materialized (
    select source, $1 as entity, id, version, tx, part, parts, batch, deleted, value, region,
           recorded_at::timestamptz, to_timestamp(appended_at / 1000.0) as appended_at, newest
      from unnest($2::text[], $3::text[], $4::int8[], $5::text[], $6::int4[], $7::int4[], $8::text[], $9::bool[],
                  $10::text[], $11::text[], $12::text[], $13::int8[], $14::bool[])
           as row (source, id, version, tx, part, parts, batch, deleted, value, region, recorded_at, appended_at, newest)
  ), advanced as (
    insert into record as kept (${COLUMN_NAMES})
    select ${COLUMN_NAMES} from said where newest order by source, id
    on conflict (source, entity, id) do update
      set version = excluded.version, tx = excluded.tx, part = excluded.part, parts = excluded.parts,
          batch = excluded.batch, deleted = excluded.deleted, value = excluded.value, region = excluded.region,
          recorded_at = excluded.recorded_at, appended_at = excluded.appended_at
      where kept.version < excluded.version
    returning source, id
  ), appended as (
    insert into history (${COLUMN_NAMES}) select ${COLUMN_NAMES} from said
    on conflict do nothing
    returning batch, source, entity, id, version, region, recorded_at, ${rowHash('id', 'version', digestOf('value'))} as hash
  ), noted as (
    insert into said_version (source, entity, id, version, region, hash, recorded_at)
    select source, entity, id, version, region, hash, recorded_at from appended
  )
  select source, id, null as batch, null::int as arrived from advanced
  union all
  select null, null, batch, count(*)::int from appended where batch is not null group by batch`;

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
