import { appRole } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A citizen is told which office looked, in its own name: the id of a client says little to people. */
export class NameTheOffices20261124201500 implements MigrationInterface {
  readonly name = 'NameTheOffices20261124201500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table identity.client add column office text`);
    await runner.query(`update identity.client set office = id`);
    await runner.query(`alter table identity.client alter column office set not null`);
    await runner.query(`grant update (office) on identity.client to ${await appRole(runner)}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table identity.client drop column office`);
  }
}
