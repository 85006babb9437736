import { SOURCES } from '@satudata/contracts';
import { digestOf, isDeletion, rowHash, type ReconciledSide } from '@satudata/outbox';

const IN_RANGE = `source = $1 and entity = $2 and ($3::text is null or id >= $3) and ($4::text is null or id < $4)`;
const HASH = rowHash('id', 'version', digestOf('value'));

/**
 * Every record of the store, and whether record, newest version in the history and sum do not say the same. What is said
 * and not summed yet is no suspect for that.
 */
const JUDGED = `
  stored as (
    select id, version, region, ${HASH} as hash, deleted = ${isDeletion('value')} as coherent
      from record where ${IN_RANGE}
  ), newest as (
    select distinct on (id) id, version, region, value from history where ${IN_RANGE} order by id, version desc
  ), heard as (
    select id, version, region, ${HASH} as hash from newest
  ), kept as (
    select id, version, region, hash from reconciled_record where ${IN_RANGE}
  ), waiting as (
    select distinct id, true as waits from said_version where ${IN_RANGE}
  ), judged as (
    select id,
           not coalesce(stored.coherent, true)
           or (stored.version, stored.region, stored.hash) is distinct from (heard.version, heard.region, heard.hash)
           or waiting.waits is null
             and (stored.version, stored.region, stored.hash) is distinct from (kept.version, kept.region, kept.hash)
             as suspect
      from stored full join heard using (id) full join kept using (id) left join waiting using (id)
  )`;

const NAMES: ReadonlySet<string> = new Set(SOURCES);

/** The store's side of a reconciliation: of every source of the province, and of whatever entities it has heard. */
export const storeSide: ReconciledSide = {
  prefix: '',
  knows: (source) => NAMES.has(source),
  judgedOf: () => JUDGED,
  async entitiesOf(manager, source) {
    const entities = (await manager.query(
      `select distinct entity from reconciled_bucket where source = $1 order by entity`,
      [source],
    )) as { entity: string }[];
    return entities.map(({ entity }) => entity);
  },
};
