import { appRole } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BUCKET_TABLES, bucketTables } from '../reconciliation/bucket-tables.js';

/**
 * Sums over what the source has said, brought up to date after the fact by recording time: an index on it costs a
 * business write less than a row that two of them would wait for.
 */
export class CreateReconciliation20261124135000 implements MigrationInterface {
  readonly name = 'CreateReconciliation20261124135000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of bucketTables('outbox')) await runner.query(statement);
    await runner.query('create index change_recorded_at on outbox.change (recorded_at)');
    const app = await appRole(runner);
    for (const table of BUCKET_TABLES) {
      await runner.query(`grant select, insert, update, delete on outbox.${table} to ${app}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index outbox.change_recorded_at');
    for (const table of BUCKET_TABLES) await runner.query(`drop table outbox.${table}`);
  }
}
