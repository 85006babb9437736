import { appRole, signingKeyTable } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a receipt needs: keys to sign it, and the digest of the bytes as the sender sent them, which for gzip is another
 * than that of the lines. A batch that was finished before has only the latter.
 */
export class SignReceipts20261124161000 implements MigrationInterface {
  readonly name = 'SignReceipts20261124161000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(signingKeyTable('intake'));
    await runner.query(`alter table intake.batch add column received_digest text`);
    await runner.query(`grant select, insert on intake.signing_key to ${await appRole(runner)}`);
  }

  async down(): Promise<void> {
    throw new Error('receipts are evidence: their keys are not thrown away');
  }
}
