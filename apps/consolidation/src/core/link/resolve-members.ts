import { prepared, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';

/**
 * Step 2: finds the person behind each member of a household, whichever of the two was heard first. It looks again at
 * every NIK that the changed persons and households have now, and at members that point to a changed person: theirs
 * may have been corrected. Of two persons with one NIK the resident one is meant, then the lower id, so that the
 * answer does not depend on who came first.
 */
export async function resolveMembers(
  manager: EntityManager,
  changed: { readonly persons: readonly string[]; readonly households: readonly string[] },
): Promise<void> {
  await prepared(manager, RESOLVE, [textArray(changed.persons), textArray(changed.households)]);
}

const RESOLVE = `
  with wanted as materialized (
    select nik from person where id = any($1::text[]::uuid[])
    union select nik from household_member where person = any($1::text[]::uuid[])
    union select nik from household_member where household = any($2::text[]::uuid[])
  ), best as (
    select distinct on (nik) nik, id from person join wanted using (nik)
     order by nik, (status = 'resident') desc, id
  )
  update household_member member set person = best.id
    from wanted left join best using (nik)
   where member.nik = wanted.nik and member.person is distinct from best.id`;
