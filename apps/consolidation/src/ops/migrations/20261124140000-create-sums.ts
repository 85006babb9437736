import { BUCKET_TABLES, bucketTables } from '@satudata/outbox';
import { appRole, forceRegionPolicy } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The store's side of reconciliation. `said_version` is appended in step 1, in the statement that keeps the version,
 * and moved into the sums once a clock says that everything recorded before it is here: the sums then hold for a
 * recording time, and a source can be asked for its own at the same one. What is stored already is summed here.
 */
export class CreateSums20261124140000 implements MigrationInterface {
  readonly name = 'CreateSums20261124140000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...STATEMENTS, ...bucketTables('ops')]) await runner.query(statement);
    await runner.query(`select set_config('satudata.scope', '18', true)`);
    await runner.query(SUM_WHAT_IS_STORED);
    const app = await appRole(runner);
    for (const table of TABLES) {
      await runner.query(`grant select, insert, update, delete on ops.${table} to ${app}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`drop table ops.${table}`);
  }
}

const TABLES = ['said_version', ...BUCKET_TABLES];

const STATEMENTS = [
  `create table ops.said_version (
     seq bigint generated always as identity primary key,
     source text not null,
     entity text not null,
     id text not null,
     version bigint not null,
     region text not null,
     hash bigint not null,
     recorded_at timestamptz not null
   )`,
  ...forceRegionPolicy('ops.said_version'),
];

/** As of this release: row hashes may change one day, these rows must not change with them. */
const SUM_WHAT_IS_STORED = `
  insert into ops.said_version (source, entity, id, version, region, hash, recorded_at)
  select source, entity, id, version, region,
         ('x' || encode(substr(sha256(convert_to(id || ' ' || version || ' ', 'UTF8') || sha256(convert_to(value, 'UTF8'))),
                               1, 8), 'hex'))::bit(64)::bigint, recorded_at
    from raw.history order by recorded_at`;
