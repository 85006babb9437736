import { createHash } from 'node:crypto';
import type { Version } from '@satudata/testing';
import type { EntityManager } from 'typeorm';
import type { RigDatabase } from '../rig/database.js';
import type { PromisedVersion } from './workload.js';

/** One change of a person as the workload says it. */
export interface Said {
  readonly run: string;
  readonly id: string;
  /** Of the example person. */
  readonly number: number;
  readonly nik: string;
  readonly village: string;
  readonly sex: string;
}

/** Tables of the rig's own in the source's database, written in the transaction of each change. */
export async function createLedger(source: RigDatabase): Promise<void> {
  for (const statement of STATEMENTS) await source.ask(statement);
}

const STATEMENTS = [
  'create schema if not exists rig',
  `create table if not exists rig.person (
     id uuid primary key, version bigint not null)`,
  `create table if not exists rig.ledger (
     run text not null, topic text not null, record text not null, version bigint not null, event uuid not null,
     digest text not null, cell text not null)`,
  'create index if not exists ledger_run on rig.ledger (run)',
  'grant usage on schema rig to population_registry_app',
  'grant select, insert, update on all tables in schema rig to population_registry_app',
];

/** Draws the next version under the lock of the person's row. */
export async function nextVersion(manager: EntityManager, { id }: Said): Promise<number> {
  const [row] = (await manager.query(
    `insert into rig.person as known (id, version) values ($1, 1)
     on conflict (id) do update set version = known.version + 1 returning version`,
    [id],
  )) as [{ version: string }];
  return Number(row.version);
}

/** What was published becomes a promise if, and only if, this transaction commits. */
export async function note(
  manager: EntityManager,
  { run, id, nik, village, sex }: Said,
  version: number,
): Promise<void> {
  await manager.query(
    `insert into rig.ledger (run, topic, record, version, event, digest, cell)
     select $1, topic, $2, version, id, encode(digest, 'hex'), $5 from outbox.change
      where entity = 'person' and entity_id = $3 and version = $4`,
    [run, nik, id, version, `${village} ${sex}`],
  );
}

export async function readLedger(source: RigDatabase, run: string): Promise<PromisedVersion[]> {
  const rows = await source.ask<{ record: string; version: string; digest: string; cell: string }>(
    'select record, version, digest, cell from rig.ledger where run = $1',
    [run],
  );
  return rows.map((row) => ({ ...row, version: Number(row.version) }));
}

/** A message or a row of the store, byte for byte, in the words of the ledger. */
export function versionOf(value: string): Version {
  const { version, record } = JSON.parse(value) as { version: number; record: { nik: string } };
  return { record: record.nik, version, digest: createHash('sha256').update(value).digest('hex') };
}
