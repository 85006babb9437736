import { appRole, forceRegionPolicy } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Moves, and the letter under which somebody is in transit. They lie in the region of their origin, which finds them
 * and may take the move back; whoever shows the letter (`satudata.letter`, for one transaction) sees them as well, and
 * may write them down in a region of their own scope (which the policy of regions checks). Nobody else, and not for longer than they are in transit.
 */
export class RecordMoves20261124234500 implements MigrationInterface {
  readonly name = 'RecordMoves20261124234500';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    const app = await appRole(runner);
    await runner.query(`grant select, insert, update on registry.move to ${app}`);
    await runner.query(`grant execute on function registry.letter_used to ${app}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop policy shown_letter on registry.person');
    await runner.query('alter table registry.person drop column letter');
    await runner.query('drop function registry.letter_used');
    await runner.query('drop table registry.move');
  }
}

const SHOWN = `nullif(current_setting('satudata.letter', true), '')`;

const STATEMENTS = [
  `create table registry.move (
     id uuid primary key,
     region text not null,
     number text not null,
     status text not null,
     version bigint not null,
     record text not null,
     constraint one_move_per_letter unique (number)
   )`,
  ...forceRegionPolicy('registry.move'),
  `create policy shown_letter on registry.move for select using (status = 'in-transit' and number = (select ${SHOWN}))`,
  `create policy shown_letter_arrives on registry.move for update
     using (status = 'in-transit' and number = (select ${SHOWN})) with check (false)`,
  `create function registry.letter_used(letter text) returns boolean
     language sql stable security definer set search_path = pg_catalog set satudata.scope = '18'
     as $$ select exists (select from registry.move where number = letter) $$`,
  `revoke execute on function registry.letter_used from public`,
  `alter table registry.person add column letter text`,
  `create policy shown_letter on registry.person for select using (status = 'in-transit' and letter = (select ${SHOWN}))`,
  `create policy shown_letter_arrives on registry.person for update
     using (status = 'in-transit' and letter = (select ${SHOWN})) with check (false)`,
];
