import { digestOf, isDeletion, rowHash, type IdRange } from '@satudata/outbox';
import type { EntityManager } from 'typeorm';

export interface Suspects {
  /** Records looked at. */
  readonly scanned: number;
  readonly ids: readonly string[];
}

/**
 * Full scan of a piece of the store: every record of which record, newest version in the history and sum do not say the
 * same. One statement sees one moment; what is said and not summed yet is no suspect for that.
 */
export async function findSuspects(
  manager: EntityManager,
  source: string,
  entity: string,
  { from, before }: IdRange,
): Promise<Suspects> {
  const inRange = `source = $1 and entity = $2 and ($3::text is null or id >= $3) and ($4::text is null or id < $4)`;
  const hash = rowHash('id', 'version', digestOf('value'));
  const [row] = (await manager.query(
    `with stored as (
       select id, version, region, ${hash} as hash, deleted = ${isDeletion('value')} as coherent
         from record where ${inRange}
     ), newest as (
       select distinct on (id) id, version, region, value from history where ${inRange} order by id, version desc
     ), heard as (
       select id, version, region, ${hash} as hash from newest
     ), kept as (
       select id, version, region, hash from reconciled_record where ${inRange}
     ), waiting as (
       select distinct id, true as waits from said_version where ${inRange}
     ), judged as (
       select id,
              not coalesce(stored.coherent, true)
              or (stored.version, stored.region, stored.hash) is distinct from (heard.version, heard.region, heard.hash)
              or waiting.waits is null
                and (stored.version, stored.region, stored.hash) is distinct from (kept.version, kept.region, kept.hash)
                as suspect
         from stored full join heard using (id) full join kept using (id) left join waiting using (id)
     )
     select count(*)::int as scanned, coalesce(array_agg(id) filter (where suspect), '{}') as ids from judged`,
    [source, entity, from, before],
  )) as [Suspects];
  return row;
}
