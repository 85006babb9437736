import { int4Array, int8Array, prepared, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import type { HouseholdFact } from './household-fact.js';

/** Writes households and their members as the newest cards say. Who a member is as a person is step 2's to find. */
export async function storeHouseholds(manager: EntityManager, facts: readonly HouseholdFact[]): Promise<void> {
  if (facts.length === 0) return;
  const saved = prepared(manager, SAVE_HOUSEHOLDS, [
    textArray(facts.map(({ household }) => household)),
    textArray(facts.map(({ source }) => source)),
    textArray(facts.map(({ id }) => id)),
    textArray(facts.map(({ kk }) => kk)),
    textArray(facts.map(({ head }) => head)),
    textArray(facts.map(({ village }) => village)),
    textArray(facts.map(({ region }) => region)),
    int4Array(facts.map(({ members }) => members.length)),
    textArray(facts.map(({ status }) => status)),
    int8Array(facts.map(({ heard }) => heard.version)),
  ]);
  const members = facts.flatMap((fact) => fact.members.map((member) => ({ ...member, ...placeOf(fact) })));
  const households = textArray(members.map(({ household }) => household));
  const niks = textArray(members.map(({ nik }) => nik));
  await Promise.all([
    saved,
    prepared(manager, DROP_MEMBERS, [textArray(facts.map(({ household }) => household)), households, niks]),
    prepared(manager, SAVE_MEMBERS, [
      households,
      niks,
      textArray(members.map(({ relation }) => relation)),
      textArray(members.map(({ region }) => region)),
    ]),
  ]);
}

function placeOf({ household, region }: HouseholdFact): { household: string; region: string } {
  return { household, region };
}

const SAVE_HOUSEHOLDS = `
  insert into household (id, source, entity_id, kk, head_nik, village, region, size, status, version)
  select id::uuid, source, entity_id, kk, head_nik, village, region, size, status, version
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int4[],
                $9::text[], $10::int8[])
         as row (id, source, entity_id, kk, head_nik, village, region, size, status, version)
   order by id
  on conflict (id) do update
    set kk = excluded.kk, head_nik = excluded.head_nik, village = excluded.village, region = excluded.region,
        size = excluded.size, status = excluded.status, version = excluded.version`;

const DROP_MEMBERS = `
  delete from household_member
   where household = any($1::text[]::uuid[])
     and (household, nik) not in (select household::uuid, nik from unnest($2::text[], $3::text[]) as row (household, nik))`;

/** Keeps the person already found for a member who stays. */
const SAVE_MEMBERS = `
  insert into household_member (household, nik, relation, region)
  select household::uuid, nik, relation, region
    from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as row (household, nik, relation, region)
   order by household, nik
  on conflict (household, nik) do update set relation = excluded.relation, region = excluded.region`;

/** Takes out households whose card was deleted at its source; raw keeps what was said. */
export async function removeHouseholds(manager: EntityManager, facts: readonly HouseholdFact[]): Promise<void> {
  if (facts.length === 0) return;
  const households = [textArray(facts.map(({ household }) => household))];
  await manager.query('delete from household_member where household = any($1::text[]::uuid[])', households);
  await manager.query('delete from household where id = any($1::text[]::uuid[])', households);
}
