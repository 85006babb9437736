import { randomUUID } from 'node:crypto';
import type { SourceName } from '@satudata/contracts';
import { beginOf, faultPoint, int4Array, int8Array, prepared, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { changeRows, type ChangeRow } from './change-rows.js';
import type { BusinessChange, PublishContext } from './source-event.js';

/**
 * Writes what the source says in the transaction that makes it true; both commit or neither does.
 * To be called after the rows of the entities are locked or written: `seq` is drawn here, and only a `seq` drawn
 * under the lock is in commit order per key. All of it is recorded at one time, the start of the transaction: what the
 * relay's clock says up to a moment has begun by then, and can be waited for.
 * @throws when no transaction is open: an event of a change that may still fail is a lie.
 */
export async function publish(
  manager: EntityManager,
  source: SourceName,
  changes: readonly BusinessChange[],
  context: PublishContext,
): Promise<void> {
  if (!manager.queryRunner?.isTransactionActive) throw new Error('publish() needs the transaction of the change');
  if (changes.length === 0) return;
  const recordedAt = beginOf(manager);
  const rows = changeRows(source, changes, { ...context, recordedAt }, randomUUID);
  await prepared(manager, INSERT, [...columns(rows), recordedAt, context.batch ?? null]);
  await faultPoint('outbox.afterPublish');
}

const INSERT = `
  with said as (
    insert into outbox.change (id, topic, key, entity, entity_id, version, region, headers, value, digest, valid_at,
                               recorded_at, tx, part, parts, batch)
    select id::uuid, topic, entity_id, entity, entity_id, version, region, headers, value,
           sha256(convert_to(value, 'UTF8')), valid_at::timestamptz, $13, tx, part, parts, $14
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int8[], $6::text[], $7::text[], $8::text[],
                $9::text[], $10::text[], $11::int4[], $12::int4[])
         with ordinality as row (id, topic, entity, entity_id, version, region, headers, value, valid_at, tx, part,
                                 parts, place)
    order by place
    returning seq
  )
  insert into outbox.outbox (seq) select seq from said`;

function columns(rows: readonly ChangeRow[]): Buffer[] {
  return [
    textArray(rows.map((row) => row.id)),
    textArray(rows.map((row) => row.topic)),
    textArray(rows.map((row) => row.event.entity)),
    textArray(rows.map((row) => row.event.entityId)),
    int8Array(rows.map((row) => row.event.version)),
    textArray(rows.map((row) => row.event.region)),
    textArray(rows.map((row) => row.headers)),
    textArray(rows.map((row) => row.value)),
    textArray(rows.map((row) => row.event.at)),
    textArray(rows.map((row) => row.tx)),
    int4Array(rows.map((row) => row.part)),
    int4Array(rows.map((row) => row.parts)),
  ];
}
