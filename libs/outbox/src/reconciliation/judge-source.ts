import type { OwnTable } from './own-table.js';
import { digestOf, isDeletion, recordOf, rowHash } from './row-hash.js';

/**
 * Every record of a source, and whether its own row, newest change and sum do not say the same. What is changed
 * meanwhile is no suspect; a change that is newer than the sums is held against its own row only.
 */
export const judgedAtSource = ({ table }: OwnTable): string => `
  newest as (
    select distinct on (entity_id) entity_id as id, version, region, recorded_at, value
      from outbox.change
     where entity = $2 and ($3::text is null or entity_id >= $3) and ($4::text is null or entity_id < $4)
     order by entity_id, version desc
  ), said as (
    select id, version, region, recorded_at, ${isDeletion('value')} as deleted, ${recordOf('value')} as record,
           ${rowHash('id', 'version', digestOf('value'))} as hash
      from newest
  ), kept as (
    select id, version, region, hash from outbox.reconciled_record
     where source = $1 and entity = $2 and ($3::text is null or id >= $3) and ($4::text is null or id < $4)
  ), held as (
    select id::text as id, version, region, record from ${table}
     where ($3::text is null or id >= $3::uuid) and ($4::text is null or id < $4::uuid)
  ), sums as (
    select coalesce(max(through), '-infinity') as through from outbox.reconciled_until where source = $1
  ), judged as (
    select id,
           (said.recorded_at is null or said.recorded_at <= sums.through)
             and (kept.version, kept.region, kept.hash) is distinct from (said.version, said.region, said.hash)
           or held.id is null and not coalesce(said.deleted, true)
           or held.id is not null
             and (said.deleted is distinct from false
               or (held.version, held.region, held.record) is distinct from (said.version, said.region, said.record))
             as suspect
      from said full join kept using (id) full join held using (id) cross join sums
  )`;
