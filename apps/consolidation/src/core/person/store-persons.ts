import { int8Array, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import type { PersonFact } from './person-fact.js';

/**
 * Writes persons as their newest records say. The records are locked, so that no older one can come in between.
 * @returns those of whom something changed that other entities look at
 */
export async function storePersons(manager: EntityManager, facts: readonly PersonFact[]): Promise<string[]> {
  if (facts.length === 0) return [];
  const rows = (await manager.query(SAVE, [
    textArray(facts.map(({ person }) => person)),
    textArray(facts.map(({ source }) => source)),
    textArray(facts.map(({ id }) => id)),
    textArray(facts.map(({ nik }) => nik)),
    textArray(facts.map(({ name }) => name)),
    textArray(facts.map(({ sex }) => sex)),
    textArray(facts.map(({ birthDate }) => birthDate)),
    textArray(facts.map(({ status }) => status)),
    textArray(facts.map(({ village }) => village)),
    textArray(facts.map(({ region }) => region)),
    int8Array(facts.map(({ heard }) => heard.version)),
  ])) as { id: string }[];
  return rows.map(({ id }) => id);
}

const SAVE = `
  with said as materialized (
    select id::uuid, source, entity_id, nik, name, sex, birth_date::date, status, village, region, version
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                  $9::text[], $10::text[], $11::int8[])
           as row (id, source, entity_id, nik, name, sex, birth_date, status, village, region, version)
  ), saved as (
    insert into person (id, source, entity_id, nik, name, sex, birth_date, status, village, region, version)
    select * from said order by id
    on conflict (id) do update
      set nik = excluded.nik, name = excluded.name, sex = excluded.sex, birth_date = excluded.birth_date,
          status = excluded.status, village = excluded.village, region = excluded.region, version = excluded.version
  )
  select said.id from said left join person before using (id)
   where (said.nik, said.status, said.region) is distinct from (before.nik, before.status, before.region)`;

/** Takes out persons whose record was deleted at its source; raw keeps what was said. */
export async function removePersons(manager: EntityManager, facts: readonly PersonFact[]): Promise<string[]> {
  if (facts.length === 0) return [];
  const persons = facts.map(({ person }) => person);
  await manager.query('delete from person where id = any($1::text[]::uuid[])', [textArray(persons)]);
  return persons;
}
