import { prepared, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';

/** Step 2: links each person's own record to the person, one to one. */
export async function linkPersons(manager: EntityManager, persons: readonly string[]): Promise<void> {
  await prepared(manager, LINK, [textArray(persons)]);
}

const LINK = `
  insert into link as known (source, entity, entity_id, person, region)
  select source, 'person', entity_id, id, region from person where id = any($1::text[]::uuid[])
  on conflict (source, entity, entity_id) do update set person = excluded.person, region = excluded.region
    where (known.person, known.region) is distinct from (excluded.person, excluded.region)`;

/** Step 2: drops links to persons who are gone, unless they have come back meanwhile. */
export async function unlinkPersons(manager: EntityManager, persons: readonly string[]): Promise<void> {
  await manager.query(
    `delete from link where person = any($1::text[]::uuid[])
        and not exists (select from person where id = link.person)`,
    [textArray(persons)],
  );
}
