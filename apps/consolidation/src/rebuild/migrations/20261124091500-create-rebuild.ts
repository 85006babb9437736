import { appRole } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Runs of the rebuilder. They stand in a schema of their own, since the others change places when a rebuild is done.
 * The service may ask for a run and look at it; what becomes of it, only the rebuilder says.
 */
export class CreateRebuild20261124091500 implements MigrationInterface {
  readonly name = 'CreateRebuild20261124091500';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    const app = await appRole(runner);
    await runner.query(`grant usage on schema rebuild to ${app}`);
    await runner.query(`grant select, insert on rebuild.run to ${app}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table rebuild.run');
  }
}

const STATEMENTS = [
  `create table rebuild.run (
     id uuid primary key default gen_random_uuid(),
     kind text not null,
     state text not null,
     requested_at timestamptz not null default now(),
     finished_at timestamptz,
     events_done bigint not null default 0,
     events_total bigint not null default 0,
     events_per_second integer,
     paused_ms integer,
     swap_ms integer,
     differences jsonb not null default '[]',
     cause text
   )`,
  `create unique index one_open_run on rebuild.run ((true)) where finished_at is null`,
  `comment on column rebuild.run.paused_ms is 'how long live intake stood still at the end'`,
  `comment on column rebuild.run.swap_ms is 'of that, how long the schemas were being renamed'`,
];
