import { appRole, forceRegionPolicy } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Kinds of record that are kept as said; a new source adds its partitions in a migration of its own. */
const ENTITIES = { person: 'person', 'family-card': 'family_card', 'intake-batch': 'intake_batch' } as const;
/** People move between regencies, ids stay: the hash of the id is also the later distribution key. */
const HASHES = 4;

/**
 * What each source said, word for word: the newest version per record, and every version ever heard. The value is
 * text, since parsing it into jsonb would cost half of the throughput and change the bytes.
 */
export class CreateRaw20261124081100 implements MigrationInterface {
  readonly name = 'CreateRaw20261124081100';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, key] of TABLES) {
      await runner.query(`create table raw.${table} (${COLUMNS}, primary key (${key})) partition by list (entity)`);
      for (const statement of [...partitions(table), ...forceRegionPolicy(`raw.${table}`)]) {
        await runner.query(statement);
      }
    }
    const app = await appRole(runner);
    await runner.query(`grant usage on schema raw to ${app}`);
    await runner.query(`grant select, insert, update on raw.record to ${app}`);
    await runner.query(`grant select, insert on raw.history to ${app}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table] of TABLES) await runner.query(`drop table raw.${table}`);
  }
}

const TABLES = [
  ['record', 'source, entity, id'],
  ['history', 'source, entity, id, version'],
] as const;

const COLUMNS = `
  source text not null,
  entity text not null,
  id text not null,
  version bigint not null,
  tx text not null,
  part integer not null,
  parts integer not null,
  batch text,
  deleted boolean not null,
  value text not null,
  region text not null,
  recorded_at timestamptz not null,
  appended_at timestamptz not null`;

function partitions(table: string): string[] {
  return Object.entries(ENTITIES).flatMap(([entity, name]) => [
    `create table raw.${table}_${name} partition of raw.${table} for values in ('${entity}') partition by hash (id)`,
    ...Array.from(
      { length: HASHES },
      (_, index) =>
        `create table raw.${table}_${name}_${index} partition of raw.${table}_${name}
           for values with (modulus ${HASHES}, remainder ${index})`,
    ),
  ]);
}
