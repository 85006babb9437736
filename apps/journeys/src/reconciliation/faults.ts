import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';

export const KINDS = ['missing', 'extra', 'stale', 'flip', 'pair'] as const;
export const TABLES = ['registry.person', 'outbox.change', 'raw.record', 'raw.history'] as const;
export type FaultKind = (typeof KINDS)[number];
export type FaultTable = (typeof TABLES)[number];

export interface Fault {
  readonly kind: FaultKind;
  readonly table: FaultTable;
  /** A person with two versions, who is damaged or copied. */
  readonly person: string;
}

export const serviceOf = (table: FaultTable): string =>
  table === 'registry.person' || table === 'outbox.change' ? 'population-registry' : 'consolidation';

/** Makes one fault. @returns the ids of the records that are no longer right */
export async function make(client: Client, { kind, table, person }: Fault): Promise<string[]> {
  switch (kind) {
    case 'missing':
      return change(client, MISSING[table], person);
    case 'stale':
      return change(client, STALE[table], person);
    case 'flip':
      return change(client, FLIP[table], person);
    case 'extra':
      return copies(client, table, person, 1);
    case 'pair':
      return copies(client, table, person, 2);
  }
}

async function change(client: Client, sql: string, person: string): Promise<string[]> {
  const { rowCount } = await client.query(sql, [person]);
  if (rowCount !== 1) throw new Error(`a fault touched ${rowCount} rows: ${sql}`);
  return [person];
}

/** Rows that say the same under ids of their own: under one id the primary key would refuse them. */
async function copies(client: Client, table: FaultTable, person: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  for (const id of ids) {
    const { rowCount } = await client.query(COPY[table], [person, id]);
    if (rowCount !== 1) throw new Error(`a copy made ${rowCount} rows in ${table}`);
  }
  return ids;
}

const NEWEST = `entity = 'person' and version = 2`;

const MISSING: Record<FaultTable, string> = {
  'registry.person': `delete from registry.person where id = $1::uuid`,
  'outbox.change': `delete from outbox.change where entity_id = $1 and ${NEWEST}`,
  'raw.record': `delete from raw.record where id = $1 and entity = 'person'`,
  'raw.history': `delete from raw.history where id = $1 and ${NEWEST}`,
};

const STALE: Record<FaultTable, string> = {
  'registry.person': `update registry.person p set version = 1, record = c.value::json->>'record'
     from outbox.change c where p.id = $1::uuid and c.entity_id = $1::text and c.entity = 'person' and c.version = 1`,
  'outbox.change': `update outbox.change now set value = old.value, digest = old.digest from outbox.change old
    where now.entity_id = $1 and now.entity = 'person' and now.version = 2
      and old.entity_id = $1 and old.entity = 'person' and old.version = 1`,
  'raw.record': `update raw.record r set version = 1, value = h.value from raw.history h
    where r.id = $1 and r.entity = 'person' and h.id = $1 and h.entity = 'person' and h.version = 1`,
  'raw.history': `update raw.history now set value = old.value from raw.history old
    where now.id = $1 and now.entity = 'person' and now.version = 2
      and old.id = $1 and old.entity = 'person' and old.version = 1`,
};

const flipped = (column: string) => `regexp_replace(${column}, '"motherName":"[^"]*"', '"motherName":"DIUBAH"')`;

const FLIP: Record<FaultTable, string> = {
  'registry.person': `update registry.person set record = ${flipped('record')} where id = $1::uuid`,
  'outbox.change': `update outbox.change set value = ${flipped('value')} where entity_id = $1 and ${NEWEST}`,
  'raw.record': `update raw.record set value = ${flipped('value')} where id = $1 and entity = 'person'`,
  'raw.history': `update raw.history set value = ${flipped('value')} where id = $1 and ${NEWEST}`,
};

const OF_STORE = `version, tx, part, parts, batch, deleted, value, region, recorded_at, appended_at`;

const COPY: Record<FaultTable, string> = {
  'registry.person': `insert into registry.person
    select $2::uuid, substr(md5($2::text), 1, 16), region, village, status, version, status_version, source_version, changed_at,
           record from registry.person where id = $1::uuid`,
  'outbox.change': `insert into outbox.change (id, topic, key, entity, entity_id, version, region, headers, value, digest,
      valid_at, recorded_at, tx, part, parts)
    select gen_random_uuid(), topic, $2, entity, $2, version, region, headers, value, digest, valid_at, recorded_at, tx,
           part, parts from outbox.change where entity_id = $1 and ${NEWEST}`,
  'raw.record': `insert into raw.record (source, entity, id, ${OF_STORE})
    select source, entity, $2, ${OF_STORE} from raw.record where id = $1 and entity = 'person'`,
  'raw.history': `insert into raw.history (source, entity, id, ${OF_STORE})
    select source, entity, $2, ${OF_STORE} from raw.history where id = $1 and ${NEWEST}`,
};
