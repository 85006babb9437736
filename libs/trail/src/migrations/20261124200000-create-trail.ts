import { appRole } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who read which personal data, and who was refused. `entry` holds what is written in the transaction of the read;
 * `chain` numbers entries once they are committed and binds each to the one before; `checkpoint` is what the service
 * signed of the chain. Nothing of it is ever changed, by a trigger also not by the owner. The app role writes entries
 * and cannot read them: two functions do, one for one person, one for an export by whoever sees the whole province.
 * What is searched by (`person`, `region`) is derived from the content, so neither can say something else.
 */
export class CreateTrail20261124200000 implements MigrationInterface {
  readonly name = 'CreateTrail20261124200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    const app = await appRole(runner);
    await runner.query(`grant usage on schema trail to ${app}`);
    await runner.query(`grant insert (content) on trail.entry to ${app}`);
    await runner.query(`grant select on trail.chain to ${app}`);
    await runner.query(`grant select, insert on trail.checkpoint to ${app}`);
    await runner.query(`grant execute on function trail.number_entries, trail.of_person, trail.page to ${app}`);
  }

  async down(): Promise<void> {
    throw new Error('the trail is append only: it is not undone');
  }
}

const SCOPE = `string_to_array((select nullif(current_setting('satudata.scope', true), '')), ',')`;
/** Runs as the owner of the tables, and finds nothing that somebody else named. */
const AS_OWNER = 'security definer set search_path = pg_catalog';

const appendOnly = (table: string) =>
  `create trigger append_only before update or delete or truncate on ${table}
   for each statement execute function trail.refuse_change()`;

const STATEMENTS = [
  `create table trail.entry (
     id bigint generated always as identity primary key,
     content text not null,
     person uuid generated always as ((content::jsonb ->> 'person')::uuid) stored,
     region text generated always as (content::jsonb ->> 'region') stored
   )`,
  `create index entry_of_person on trail.entry (person, id) where person is not null`,
  `create table trail.waiting (entry bigint primary key references trail.entry (id))`,
  `create table trail.chain (
     number bigint primary key,
     entry bigint not null unique references trail.entry (id),
     hash text not null
   )`,
  `create table trail.checkpoint (through bigint primary key references trail.chain (number), jws text not null)`,

  `alter table trail.entry enable row level security`,
  `alter table trail.entry force row level security`,
  `create policy written_in_scope on trail.entry for insert
     with check (region is null or region = any(${SCOPE}) or '18' = any(${SCOPE}))`,
  `create policy read_by_functions on trail.entry for select to current_user using (true)`,

  `create function trail.refuse_change() returns trigger language plpgsql
     as $$ begin raise exception 'the trail is append only' using errcode = '42501'; end $$`,
  ...['trail.entry', 'trail.chain', 'trail.checkpoint'].map(appendOnly),

  `create function trail.let_wait() returns trigger language plpgsql ${AS_OWNER}
     as $$ begin insert into trail.waiting select id from written; return null; end $$`,
  `create trigger wait_for_number after insert on trail.entry referencing new table as written
     for each statement execute function trail.let_wait()`,

  // One at a time, whoever calls. The text that is hashed is canonical JSON (RFC 8785), as the content is.
  `create function trail.number_entries(most integer) returns integer language plpgsql ${AS_OWNER} as $$
   declare
     last_number bigint;
     last_hash text;
     numbered integer := 0;
     found_entry record;
   begin
     perform pg_advisory_xact_lock(hashtext('trail.chain'));
     select number, hash into last_number, last_hash from trail.chain order by number desc limit 1;
     last_number := coalesce(last_number, 0);
     last_hash := coalesce(last_hash, repeat('0', 64));
     for found_entry in
       select entry.id, entry.content from trail.waiting join trail.entry on entry.id = waiting.entry
       order by waiting.entry limit most
     loop
       numbered := numbered + 1;
       last_number := last_number + 1;
       last_hash := encode(sha256(convert_to(format('{"entry":%s,"number":%s,"previous":"%s"}',
                                                    found_entry.content, last_number, last_hash), 'UTF8')), 'hex');
       insert into trail.chain values (last_number, found_entry.id, last_hash);
       delete from trail.waiting where entry = found_entry.id;
     end loop;
     return numbered;
   end $$`,

  // Only for who has just left an entry of the same person in its own scope: the number of a stranger's person says
  // nothing.
  `create function trail.of_person(of uuid, before bigint, most integer) returns table (id bigint, content text)
     language sql stable ${AS_OWNER} as $$
     select entry.id, entry.content from trail.entry
     where entry.person = of and (before is null or entry.id < before)
       and exists (select from trail.entry mine where mine.person = of
                   and (mine.region = any(${SCOPE}) or '18' = any(${SCOPE})))
     order by entry.id desc limit most $$`,

  `create function trail.page(after bigint, through bigint, most integer)
     returns table (number bigint, content text, hash text)
     language sql stable ${AS_OWNER} as $$
     select chain.number, entry.content, chain.hash from trail.chain join trail.entry on entry.id = chain.entry
     where chain.number > after and chain.number <= through and '18' = any(${SCOPE})
     order by chain.number limit most $$`,

  `revoke execute on function trail.number_entries, trail.of_person, trail.page from public`,
];
