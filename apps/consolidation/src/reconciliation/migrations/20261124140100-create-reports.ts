import { appRole, forceRegionPolicy } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a reconciliation found, one row per regency. In a schema of its own: it cannot be folded from the topics, so a
 * rebuild must not replace it.
 */
export class CreateReports20261124140100 implements MigrationInterface {
  readonly name = 'CreateReports20261124140100';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    const app = await appRole(runner);
    await runner.query(`grant usage on schema reconciliation to ${app}`);
    await runner.query(`grant select, insert on reconciliation.report to ${app}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table reconciliation.report');
  }
}

const STATEMENTS = [
  `create table reconciliation.report (
     id uuid not null,
     region text not null,
     source text not null,
     as_of timestamptz not null,
     finished_at timestamptz not null default now(),
     full_scan boolean not null,
     records bigint not null,
     differences jsonb not null,
     primary key (id, region)
   )`,
  `comment on column reconciliation.report.differences is
     '[{ entity, id, place, kind, outcome }]; ids are opaque, and nothing tells what a record says'`,
  `create index report_region on reconciliation.report (region, finished_at)`,
  ...forceRegionPolicy('reconciliation.report'),
];
