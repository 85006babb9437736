import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a client sent and was told is shown to that client alone. It belongs to a client and not to a region: one that
 * gains or loses a region keeps its batches, and its keys stay its own.
 */
export class GuardVerdicts20261124180000 implements MigrationInterface {
  readonly name = 'GuardVerdicts20261124180000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['batch', 'answer']) await forcePolicy(runner, table, OWN_CLIENT);
    for (const table of ['chunk', 'finding']) await forcePolicy(runner, table, OF_OWN_BATCH);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['batch', 'answer', 'chunk', 'finding']) {
      await runner.query(`drop policy of_client on intake.${table}`);
      await runner.query(`alter table intake.${table} no force row level security, disable row level security`);
    }
  }
}

/** After a transaction the setting stays on a pooled connection as an empty string: `nullif` makes that "no rows". */
const OWN_CLIENT = `client = (select nullif(current_setting('satudata.client', true), ''))`;
/** The policy of `intake.batch` holds inside of it. */
const OF_OWN_BATCH = `exists (select from intake.batch as own where own.id = batch)`;

async function forcePolicy(runner: QueryRunner, table: string, condition: string): Promise<void> {
  await runner.query(`alter table intake.${table} enable row level security, force row level security`);
  await runner.query(`create policy of_client on intake.${table} using (${condition}) with check (${condition})`);
}
