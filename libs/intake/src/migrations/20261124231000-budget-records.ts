import { appRole } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What each client has used of its budget in the window of now. Unlogged: it is written with every record, and a
 * database that crashed may as well begin a new window.
 */
export class BudgetRecords20261124231000 implements MigrationInterface {
  readonly name = 'BudgetRecords20261124231000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create unlogged table intake.budget (
         client text primary key,
         used bigint not null,
         ends_at timestamptz not null
       ) with (fillfactor = 20)`,
    );
    await runner.query(`alter table intake.budget enable row level security, force row level security`);
    await runner.query(`create policy of_client on intake.budget using (${OWN_CLIENT}) with check (${OWN_CLIENT})`);
    await runner.query(`grant select, insert, update on intake.budget to ${await appRole(runner)}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table intake.budget`);
  }
}

const OWN_CLIENT = `client = (select nullif(current_setting('satudata.client', true), ''))`;
