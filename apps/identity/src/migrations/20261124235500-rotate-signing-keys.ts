import { appRole } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who made a key that signs tokens, and who took it back. The service may add both, and change neither. */
export class RotateSigningKeys20261124235500 implements MigrationInterface {
  readonly name = 'RotateSigningKeys20261124235500';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    await runner.query(`grant select, insert on identity.signing_key_withdrawal to ${await appRole(runner)}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table identity.signing_key_withdrawal');
    await runner.query('alter table identity.signing_key drop column made_by, drop column made_at, drop column reason');
  }
}

const STATEMENTS = [
  `alter table identity.signing_key
     add column made_by text not null default session_user,
     add column made_at timestamptz not null default now(),
     add column reason text not null default 'sebelum alasan dicatat / before reasons were kept'`,
  `update identity.signing_key set made_at = least(signs_from, now())`,
  `create table identity.signing_key_withdrawal (
     kid text primary key references identity.signing_key (kid),
     withdrawn_by text not null,
     withdrawn_at timestamptz not null,
     reason text not null
   )`,
];
