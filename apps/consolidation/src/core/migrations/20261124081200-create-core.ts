import { appRole, forceRegionPolicy } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * People, households and villages as the store understands them. `link` says which record belongs to which person: one
 * to one until records of other sources are linked. A contribution is what a record adds to a cube now, kept so that
 * the next version can take exactly that back.
 */
export class CreateCore20261124081200 implements MigrationInterface {
  readonly name = 'CreateCore20261124081200';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    for (const table of ABOUT_PEOPLE) {
      for (const statement of forceRegionPolicy(`core.${table}`)) await runner.query(statement);
    }
    const app = await appRole(runner);
    await runner.query(`grant usage on schema core to ${app}`);
    for (const table of ABOUT_PEOPLE) {
      await runner.query(`grant select, insert, update, delete on core.${table} to ${app}`);
    }
    await runner.query(`grant select on core.village to ${app}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...ABOUT_PEOPLE, 'village']) await runner.query(`drop table core.${table}`);
  }
}

const ABOUT_PEOPLE = [
  'person',
  'link',
  'household',
  'household_member',
  'person_contribution',
  'family_contribution',
] as const;

const STATEMENTS = [
  `create table core.village (
     code text primary key,
     name text not null,
     district text not null,
     regency text not null
   )`,
  `create table core.person (
     id uuid primary key,
     source text not null,
     entity_id text not null,
     nik text not null,
     name text not null,
     sex text not null,
     birth_date date not null,
     status text not null,
     village text not null,
     region text not null,
     version bigint not null
   )`,
  `create index person_nik on core.person (nik)`,
  `create table core.link (
     source text not null,
     entity text not null,
     entity_id text not null,
     person uuid not null,
     region text not null,
     primary key (source, entity, entity_id)
   )`,
  `create index link_person on core.link (person)`,
  `create table core.household (
     id uuid primary key,
     source text not null,
     entity_id text not null,
     kk text not null,
     head_nik text not null,
     village text not null,
     region text not null,
     size integer not null,
     status text not null,
     version bigint not null
   )`,
  `create index household_kk on core.household (kk)`,
  `create table core.household_member (
     household uuid not null,
     nik text not null,
     relation text not null,
     person uuid,
     region text not null,
     primary key (household, nik)
   )`,
  `create index household_member_nik on core.household_member (nik)`,
  `create index household_member_person on core.household_member (person)`,
  `create table core.person_contribution (
     source text not null,
     id text not null,
     version bigint not null,
     village text not null,
     sex text not null,
     counted boolean not null,
     region text not null,
     primary key (source, id)
   )`,
  `create table core.family_contribution (
     source text not null,
     id text not null,
     version bigint not null,
     village text not null,
     counted boolean not null,
     region text not null,
     primary key (source, id)
   )`,
];
