import { randomUUID } from 'node:crypto';
import type { SourceName } from '@satudata/contracts';
import { beginOf, faultPoint, int4Array, int8Array, preparedBeforeCommit, textArray } from '@satudata/service-kit';
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
  if (changes.length === 0) return;
  const recordedAt = await beginOf(manager);
  const rows = changeRows(source, changes, { ...context, recordedAt }, randomUUID);
  insert(manager, rows, [recordedAt, context.batch ?? null]);
  await faultPoint('outbox.afterPublish');
}

/** What a row is made of, in the order of the statements' parameters. */
const FIELDS = [
  { name: 'id', type: 'text', of: (row: ChangeRow) => row.id },
  { name: 'topic', type: 'text', of: (row: ChangeRow) => row.topic },
  { name: 'entity', type: 'text', of: (row: ChangeRow) => row.event.entity },
  { name: 'entity_id', type: 'text', of: (row: ChangeRow) => row.event.entityId },
  { name: 'version', type: 'int8', of: (row: ChangeRow) => row.event.version },
  { name: 'region', type: 'text', of: (row: ChangeRow) => row.event.region },
  { name: 'headers', type: 'text', of: (row: ChangeRow) => row.headers },
  { name: 'value', type: 'text', of: (row: ChangeRow) => row.value },
  { name: 'valid_at', type: 'text', of: (row: ChangeRow) => row.event.at },
  { name: 'tx', type: 'text', of: (row: ChangeRow) => row.tx },
  { name: 'part', type: 'int4', of: (row: ChangeRow) => row.part },
  { name: 'parts', type: 'int4', of: (row: ChangeRow) => row.parts },
] as const;

const NAMES = FIELDS.map(({ name }) => name).join(', ');
const parameters = (more: string) => FIELDS.map(({ type }, index) => `$${index + 1}::${type}${more}`).join(', ');
const [RECORDED_AT, BATCH] = [`$${FIELDS.length + 1}::timestamptz`, `$${FIELDS.length + 2}::uuid`];

const insertOf = (rows: string) => `
  with said as (
    insert into outbox.change (id, topic, key, entity, entity_id, version, region, headers, value, digest, valid_at,
                               recorded_at, tx, part, parts, batch)
    select id::uuid, topic, entity_id, entity, entity_id, version, region, headers, value,
           sha256(convert_to(value, 'UTF8')), valid_at::timestamptz, ${RECORDED_AT}, tx, part, parts, ${BATCH}
    from ${rows}
    returning seq
  )
  insert into outbox.outbox (seq) select seq from said`;

const INSERT_MANY = insertOf(`unnest(${parameters('[]')}) with ordinality as row (${NAMES}, place) order by place`);
/** Most transactions of a source say one thing: unfolding a dozen arrays for it cost as much as writing the row. */
const INSERT_ONE = insertOf(`(values (${parameters('')})) as row (${NAMES})`);

function insert(manager: EntityManager, rows: readonly ChangeRow[], shared: readonly unknown[]): void {
  const [first] = rows;
  const isOne = rows.length === 1 && first !== undefined;
  if (isOne) preparedBeforeCommit(manager, INSERT_ONE, [...FIELDS.map(({ of }) => of(first)), ...shared]);
  else preparedBeforeCommit(manager, INSERT_MANY, [...columns(rows), ...shared]);
}

function columns(rows: readonly ChangeRow[]): Buffer[] {
  return FIELDS.map((field) => {
    switch (field.type) {
      case 'text':
        return textArray(rows.map(field.of));
      case 'int8':
        return int8Array(rows.map(field.of));
      case 'int4':
        return int4Array(rows.map(field.of));
    }
  });
}
