import { regencyOf, type FamilyCard } from '@satudata/contracts';
import { int8Array, prepared, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import type { FamilyCardState } from './family-card.rules.js';

export interface KeptFamilyCard {
  readonly version: number;
  readonly record: FamilyCard;
}

interface FamilyCardRow {
  readonly kk: string;
  readonly version: string;
  readonly source_version: string | null;
  readonly changed_at: Date | null;
  readonly record: string;
}

/** The cards of these numbers that lie in the transaction's scope, locked in one order for everybody. */
export async function lockFamilyCards(
  manager: EntityManager,
  kks: readonly string[],
): Promise<Map<string, FamilyCardState>> {
  const rows = (await manager.query(
    `select kk, version, source_version, changed_at, record
     from registry.family_card where kk = any($1::text[]) order by kk for update`,
    [textArray(kks)],
  )) as FamilyCardRow[];
  return new Map(rows.map((row) => [row.kk, toState(row)]));
}

/** The card of this number as the registry says it, if it lies in the transaction's scope. */
export async function findFamilyCard(manager: EntityManager, kk: string): Promise<KeptFamilyCard | undefined> {
  const { rows } = await prepared<Pick<FamilyCardRow, 'version' | 'record'>>(
    manager,
    `select version, record from registry.family_card where kk = $1`,
    [kk],
  );
  return rows[0] && { version: Number(rows[0].version), record: JSON.parse(rows[0].record) as FamilyCard };
}

/** Those of the card numbers that any office keeps; tells a stranger nothing but that. */
export async function cardsKeptByAnyOffice(manager: EntityManager, kks: readonly string[]): Promise<Set<string>> {
  if (kks.length === 0) return new Set();
  const rows = (await manager.query(`select kk from registry.offices_of_family_cards($1::text[])`, [
    textArray(kks),
  ])) as {
    kk: string;
  }[];
  return new Set(rows.map(({ kk }) => kk));
}

export async function saveFamilyCards(manager: EntityManager, states: readonly FamilyCardState[]): Promise<void> {
  if (states.length === 0) return;
  await manager.query(SAVE, [
    textArray(states.map(({ record }) => record.id)),
    textArray(states.map(({ record }) => record.kk)),
    textArray(states.map(({ record }) => regencyOf(record.address.village))),
    textArray(states.map(({ record }) => record.status)),
    int8Array(states.map(({ version }) => version)),
    int8Array(states.map(({ declared }) => declared.sourceVersion ?? null)),
    textArray(states.map(({ declared }) => declared.changedAt)),
    textArray(states.map(({ record }) => JSON.stringify(record))),
  ]);
}

const SAVE = `
  insert into registry.family_card (id, kk, region, status, version, source_version, changed_at, record)
  select id::uuid, kk, region, status, version, source_version, changed_at::timestamptz, record
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int8[], $6::int8[], $7::text[], $8::text[])
       as row (id, kk, region, status, version, source_version, changed_at, record)
  order by kk
  on conflict (id) do update
    set kk = excluded.kk, region = excluded.region, status = excluded.status, version = excluded.version,
        source_version = excluded.source_version, changed_at = excluded.changed_at, record = excluded.record`;

function toState(row: FamilyCardRow): FamilyCardState {
  return {
    version: Number(row.version),
    declared: {
      ...(row.source_version !== null && { sourceVersion: Number(row.source_version) }),
      ...(row.changed_at !== null && { changedAt: row.changed_at.toISOString() }),
    },
    record: JSON.parse(row.record) as FamilyCard,
  };
}
