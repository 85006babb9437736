import { appRole } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who reads a family card reads of each member, also of one who is registered elsewhere by now. Their trail names them
 * by their id, so the reader's transaction must learn it past the policy, and nothing else.
 */
export class NameMembersInTheTrail20261124201000 implements MigrationInterface {
  readonly name = 'NameMembersInTheTrail20261124201000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create function registry.ids_of_persons(niks text[]) returns table (id uuid)
       language sql stable security definer set search_path = pg_catalog set satudata.scope = '18'
       as $$ select id from registry.person where nik = any(niks) $$`,
    );
    await runner.query('revoke execute on function registry.ids_of_persons from public');
    await runner.query(`grant execute on function registry.ids_of_persons to ${await appRole(runner)}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function registry.ids_of_persons');
  }
}
