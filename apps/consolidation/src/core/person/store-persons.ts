import { int8Array, prepared, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import type { PersonFact } from './person-fact.js';

/**
 * Writes persons as their newest records say. The records are locked, so that no older one can come in between.
 * @returns those of whom something changed that other entities look at
 */
export async function storePersons(manager: EntityManager, facts: readonly PersonFact[]): Promise<string[]> {
  if (facts.length === 0) return [];
  const { rows } = await prepared<{ id: string }>(manager, SAVE, [
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
  ]);
  return rows.map(({ id }) => id);
}

const SAVE = `
  with saved as (
    insert into person (id, source, entity_id, nik, name, sex, birth_date, status, village, region, version)
    select id::uuid, source, entity_id, nik, name, sex, birth_date::date, status, village, region, version
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                  $9::text[], $10::text[], $11::int8[])
           as row (id, source, entity_id, nik, name, sex, birth_date, status, village, region, version)
     order by 1
    on conflict (id) do update
      set nik = excluded.nik, name = excluded.name, sex = excluded.sex, birth_date = excluded.birth_date,
          status = excluded.status, village = excluded.village, region = excluded.region, version = excluded.version
    returning id, (old.nik, old.status, old.region) is distinct from (new.nik, new.status, new.region) as changed
  )
  select id from saved where changed`;

/** Takes out persons whose record was deleted at its source; raw keeps what was said. */
export async function removePersons(manager: EntityManager, facts: readonly PersonFact[]): Promise<string[]> {
  if (facts.length === 0) return [];
  const persons = facts.map(({ person }) => person);
  await manager.query('delete from person where id = any($1::text[]::uuid[])', [textArray(persons)]);
  return persons;
}
