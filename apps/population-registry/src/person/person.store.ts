import { regencyOf, type Person } from '@satudata/contracts';
import { int8Array, prepared, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import type { PersonState } from './person.rules.js';

export interface KeptPerson {
  readonly version: number;
  readonly record: Person;
}

interface PersonRow {
  readonly nik: string;
  readonly version: string;
  readonly status_version: string;
  readonly source_version: string | null;
  readonly changed_at: Date | null;
  readonly record: string;
}

/** The persons of these NIKs that lie in the transaction's scope, as they are at this moment. */
export function readPersons(manager: EntityManager, niks: readonly string[]): Promise<Map<string, PersonState>> {
  return statesOf(manager, HELD, niks);
}

/** The same, locked in one order for everybody. */
export function lockPersons(manager: EntityManager, niks: readonly string[]): Promise<Map<string, PersonState>> {
  return statesOf(manager, `${HELD} order by nik for update`, niks);
}

const HELD = `
  select nik, version, status_version, source_version, changed_at, record
  from registry.person where nik = any($1::text[])`;

async function statesOf(
  manager: EntityManager,
  sql: string,
  niks: readonly string[],
): Promise<Map<string, PersonState>> {
  const rows = await manager.query<PersonRow[]>(sql, [textArray(niks)]);
  return new Map(rows.map((row) => [row.nik, toState(row)]));
}

/** The person of this NIK as the registry says it, if it lies in the transaction's scope. */
export async function findPerson(manager: EntityManager, nik: string): Promise<KeptPerson | undefined> {
  const { rows } = await prepared<Pick<PersonRow, 'version' | 'record'>>(
    manager,
    `select version, record from registry.person where nik = $1`,
    [nik],
  );
  return rows[0] && { version: Number(rows[0].version), record: JSON.parse(rows[0].record) as Person };
}

/** The persons of these NIKs that lie in the transaction's scope, by NIK. */
export async function findPersons(manager: EntityManager, niks: readonly string[]): Promise<Map<string, Person>> {
  const { rows } = await prepared<Pick<PersonRow, 'nik' | 'record'>>(
    manager,
    `select nik, record from registry.person where nik = any($1::text[])`,
    [textArray(niks)],
  );
  return new Map(rows.map(({ nik, record }) => [nik, JSON.parse(record) as Person]));
}

/** The ids of all persons of these NIKs, whoever keeps them: for the trail, which must not miss whom a reader may not see. */
export async function idsOfPersons(manager: EntityManager, niks: readonly string[]): Promise<string[]> {
  const { rows } = await prepared<{ id: string }>(manager, 'select id from registry.ids_of_persons($1::text[])', [
    textArray(niks),
  ]);
  return rows.map(({ id }) => id);
}

/** Those of the NIKs that any office keeps; tells a stranger nothing but that. */
export async function keptByAnyOffice(manager: EntityManager, niks: readonly string[]): Promise<Set<string>> {
  if (niks.length === 0) return new Set();
  const rows = (await manager.query(`select nik from registry.offices_of_persons($1::text[])`, [textArray(niks)])) as {
    nik: string;
  }[];
  return new Set(rows.map(({ nik }) => nik));
}

export async function savePersons(manager: EntityManager, states: readonly PersonState[]): Promise<void> {
  if (states.length === 0) return;
  await manager.query(SAVE, [
    textArray(states.map(({ record }) => record.id)),
    textArray(states.map(({ record }) => record.nik)),
    textArray(states.map(({ record }) => regencyOf(record.residence.address.village))),
    textArray(states.map(({ record }) => record.residence.address.village)),
    textArray(states.map(({ record }) => record.status)),
    int8Array(states.map(({ version }) => version)),
    int8Array(states.map(({ statusVersion }) => statusVersion)),
    int8Array(states.map(({ declared }) => declared.sourceVersion ?? null)),
    textArray(states.map(({ declared }) => declared.changedAt)),
    textArray(states.map(({ record }) => JSON.stringify(record))),
  ]);
}

const SAVE = `
  insert into registry.person (id, nik, region, village, status, version, status_version, source_version, changed_at, record)
  select id::uuid, nik, region, village, status, version, status_version, source_version, changed_at::timestamptz, record
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int8[], $7::int8[], $8::int8[],
              $9::text[], $10::text[])
       as row (id, nik, region, village, status, version, status_version, source_version, changed_at, record)
  order by nik
  on conflict (id) do update
    set nik = excluded.nik, region = excluded.region, village = excluded.village, status = excluded.status,
        version = excluded.version, status_version = excluded.status_version, source_version = excluded.source_version,
        changed_at = excluded.changed_at, record = excluded.record`;

function toState(row: PersonRow): PersonState {
  return {
    version: Number(row.version),
    statusVersion: Number(row.status_version),
    declared: {
      ...(row.source_version !== null && { sourceVersion: Number(row.source_version) }),
      ...(row.changed_at !== null && { changedAt: row.changed_at.toISOString() }),
    },
    record: JSON.parse(row.record) as Person,
  };
}
