import { appRole, forceRegionPolicy } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One row per person and per card, with the record as it is published. A person has one residence, in the row, so the
 * unique NIK also keeps one active residence per NIK. `offices_of_*` see all rows but answer with the office alone:
 * a sender learns whom to ask, and nothing about the person.
 */
export class CreateRegistry20261124090000 implements MigrationInterface {
  readonly name = 'CreateRegistry20261124090000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    const app = await appRole(runner);
    await runner.query(`grant usage on schema registry to ${app}`);
    await runner.query(`grant select, insert, update on registry.person, registry.family_card to ${app}`);
    await runner.query(
      `grant execute on function registry.offices_of_persons, registry.offices_of_family_cards to ${app}`,
    );
  }

  async down(): Promise<void> {
    throw new Error('the registry is not undone');
  }
}

const STATEMENTS = [
  `create table registry.person (
     id uuid primary key,
     nik text not null,
     region text not null,
     village text not null,
     status text not null,
     version bigint not null,
     status_version bigint not null,
     source_version bigint,
     changed_at timestamptz,
     record text not null,
     constraint one_person_per_nik unique (nik)
   )`,
  `create index person_region_status on registry.person (region, status)`,
  ...forceRegionPolicy('registry.person'),
  `create table registry.family_card (
     id uuid primary key,
     kk text not null,
     region text not null,
     status text not null,
     version bigint not null,
     source_version bigint,
     changed_at timestamptz,
     record text not null,
     constraint one_card_per_kk unique (kk)
   )`,
  `create index family_card_region_status on registry.family_card (region, status)`,
  ...forceRegionPolicy('registry.family_card'),
  `create function registry.offices_of_persons(niks text[]) returns table (nik text, office text)
     language sql stable security definer set search_path = pg_catalog set satudata.scope = '18'
     as $$ select nik, region from registry.person where nik = any(niks) $$`,
  `create function registry.offices_of_family_cards(kks text[]) returns table (kk text, office text)
     language sql stable security definer set search_path = pg_catalog set satudata.scope = '18'
     as $$ select kk, region from registry.family_card where kk = any(kks) $$`,
  `revoke execute on function registry.offices_of_persons, registry.offices_of_family_cards from public`,
];
