import { appRole } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who gave a grant, when and why, and how it ended. Nothing is ever changed: an end and a revocation are rows of their
 * own, and the service may only add some. Of several ends the earliest counts, so none can lengthen a grant.
 */
export class KeepTheHistoryOfGrants20261124162000 implements MigrationInterface {
  readonly name = 'KeepTheHistoryOfGrants20261124162000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    const app = await appRole(runner);
    await runner.query(`grant select, insert on identity.grant_end, identity.client_revocation to ${app}`);
    await runner.query(`grant select on identity.grant_now to ${app}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view identity.grant_now');
    await runner.query('drop table identity.grant_end, identity.client_revocation');
    await runner.query('alter table identity.grant drop column given_by, drop column given_at, drop column reason');
  }
}

const STATEMENTS = [
  `alter table identity.grant
     add column given_by text not null default session_user,
     add column given_at timestamptz not null default now(),
     add column reason text not null default 'sebelum alasan dicatat / before reasons were kept'`,
  `update identity.grant set given_at = least(valid_from, now())`,
  // Whoever writes a grant down from now on says why.
  `alter table identity.grant alter column reason drop default`,
  `create table identity.grant_end (
     id bigint generated always as identity primary key,
     grant_id bigint not null references identity.grant (id),
     ends_at timestamptz not null default now(),
     ended_by text not null default session_user,
     recorded_at timestamptz not null default now(),
     reason text not null,
     check (ends_at >= recorded_at)
   )`,
  `create index grant_end_of_grant on identity.grant_end (grant_id)`,
  `create table identity.client_revocation (
     client text primary key references identity.client (id),
     revoked_by text not null default session_user,
     revoked_at timestamptz not null default now(),
     reason text not null
   )`,
  // What holds of a grant by all that was ever said of it.
  `create view identity.grant_now with (security_invoker = true) as
   select g.*,
          least(g.valid_to, (select min(ends_at) from identity.grant_end e where e.grant_id = g.id),
                (select revoked_at from identity.client_revocation r where r.client = g.client)) as effective_to
   from identity.grant g`,
];
