import type { EntityManager } from 'typeorm';
import { bucketOf } from './row-hash.js';

/** Where the tables of one side are: `outbox.` at a source, nothing where the search path finds them. */
export type Prefix = 'outbox.' | '';

/** Sums are told for ends of slots only. */
export const SLOT_SECONDS = 5;
/** How far apart two sides may be and still be compared. */
export const SLOTS_KEPT = '10 minutes';

/** SQL: the end of the slot in which something was recorded. */
export const slotOf = (recordedAt: string): string =>
  `to_timestamp(ceil(extract(epoch from ${recordedAt}) / ${SLOT_SECONDS}) * ${SLOT_SECONDS})`;

/**
 * Moves bucket sums by what was said. Each newer version takes back what the one before it contributed and adds its
 * own, in the slot of its own recording: both sides make the same parts of the same versions, however they are cut.
 * @param said body of a CTE with the columns source, entity, id, version, region, hash, slot
 */
export async function foldSaid(
  manager: EntityManager,
  prefix: Prefix,
  said: string,
  parameters: readonly unknown[],
): Promise<void> {
  await manager.query(
    `with said as (${said}), chained as (
       select said.*, coalesce(lag(said.hash) over versions, kept.hash) as old_hash,
              coalesce(lag(said.region) over versions, kept.region) as old_region
         from said left join ${prefix}reconciled_record kept
           on (kept.source, kept.entity, kept.id) = (said.source, said.entity, said.id)
        where kept.version is null or said.version > kept.version
       window versions as (partition by said.source, said.entity, said.id order by said.version)
     ), part as (
       select source, entity, region, id, slot, 1 as records, hash::numeric as sum from chained
       union all
       select source, entity, old_region, id, slot, -1, -old_hash::numeric from chained where old_hash is not null
     ), summed as (
       insert into ${prefix}reconciled_bucket as kept (source, entity, region, bucket, slot, records, sum)
       select source, entity, region, ${bucketOf('id')}, slot, sum(records), sum(sum) from part group by 1, 2, 3, 4, 5
       on conflict (source, entity, region, bucket, slot) do update
         set records = kept.records + excluded.records, sum = kept.sum + excluded.sum
     )
     insert into ${prefix}reconciled_record as kept (source, entity, id, version, region, hash)
     select distinct on (source, entity, id) source, entity, id, version, region, hash from chained
      order by source, entity, id, version desc
     on conflict (source, entity, id) do update
       set version = excluded.version, region = excluded.region, hash = excluded.hash`,
    [...parameters],
  );
}

/** The sums now hold for everything recorded up to `through`; slots that nobody will ask for any more become one. */
export async function sumsHoldThrough(
  manager: EntityManager,
  prefix: Prefix,
  source: string,
  through: string,
): Promise<void> {
  await manager.query(
    `insert into ${prefix}reconciled_until as kept (source, through) values ($1, $2)
     on conflict (source) do update set through = greatest(kept.through, excluded.through)`,
    [source, through],
  );
  await manager.query(
    `with old as (
       delete from ${prefix}reconciled_bucket
        where source = $1 and slot > '-infinity' and slot <= $2::timestamptz - $3::interval
       returning source, entity, region, bucket, records, sum
     )
     insert into ${prefix}reconciled_bucket as kept (source, entity, region, bucket, slot, records, sum)
     select source, entity, region, bucket, '-infinity', sum(records), sum(sum) from old group by 1, 2, 3, 4
     on conflict (source, entity, region, bucket, slot) do update
       set records = kept.records + excluded.records, sum = kept.sum + excluded.sum`,
    [source, through, SLOTS_KEPT],
  );
}
