import { appRole } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the sender of a record was told under an Idempotency-Key. A verdict names fields and rules, and a record by its
 * opaque id: nothing here is about a person.
 */
export class KeepAnswers20261124171500 implements MigrationInterface {
  readonly name = 'KeepAnswers20261124171500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table intake.answer (
         client text not null,
         key text not null,
         fingerprint text not null,
         verdict text not null,
         expires_at timestamptz not null,
         primary key (client, key)
       )`,
    );
    await runner.query(`create index answer_expiry on intake.answer (expires_at)`);
    await runner.query(`grant select, insert, update, delete on intake.answer to ${await appRole(runner)}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table intake.answer`);
  }
}
