import { appRole, signingKeyTable } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The keys that sign arrivals. In a schema of its own: a rebuild must not replace them. */
export class CreateReceipts20261124161100 implements MigrationInterface {
  readonly name = 'CreateReceipts20261124161100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(signingKeyTable('receipts'));
    const app = await appRole(runner);
    await runner.query(`grant usage on schema receipts to ${app}`);
    await runner.query(`grant select, insert on receipts.signing_key to ${app}`);
  }

  async down(): Promise<void> {
    throw new Error('receipts are evidence: their keys are not thrown away');
  }
}
