import { appRole } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A row that somebody wrote past the service is taken back by a reconciliation; nothing else deletes. */
export class GrantRemoval20261124135100 implements MigrationInterface {
  readonly name = 'GrantRemoval20261124135100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`grant delete on registry.person, registry.family_card to ${await appRole(runner)}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`revoke delete on registry.person, registry.family_card from ${await appRole(runner)}`);
  }
}
