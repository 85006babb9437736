import type { EntityManager } from 'typeorm';
import { bucketOf } from './row-hash.js';
import { SLOTS_KEPT, type Prefix } from './fold-said.js';

export interface Bucket {
  readonly entity: string;
  readonly region: string;
  readonly bucket: number;
  readonly records: number;
  /** Of the row hashes; beyond 64 bits, so text. */
  readonly sum: string;
}

export interface ReconciledRow {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
}

/** Up to which recording time the sums of a source hold; undefined before anything was summed. */
export async function sumsThrough(manager: EntityManager, prefix: Prefix, source: string): Promise<Date | undefined> {
  const [row] = (await manager.query(`select through from ${prefix}reconciled_until where source = $1`, [source])) as {
    through: Date;
  }[];
  return row?.through;
}

/** Whether sums can still be told for this moment: not after what they hold for, not before the slots kept. */
export async function canTellSums(
  manager: EntityManager,
  prefix: Prefix,
  source: string,
  asOf: string,
): Promise<boolean> {
  const [row] = (await manager.query(
    `select exists (select from ${prefix}reconciled_until
                     where source = $1 and $2::timestamptz between through - $3::interval and through) as can`,
    [source, asOf, SLOTS_KEPT],
  )) as [{ can: boolean }];
  return row.can;
}

/** Sums of the buckets in the transaction's scope, as of a moment; buckets that are empty are left out. */
export async function readBuckets(
  manager: EntityManager,
  prefix: Prefix,
  source: string,
  asOf: string,
): Promise<Bucket[]> {
  return (await manager.query(
    `select entity, region, bucket, sum(records)::int as records, sum(sum)::text as sum
       from ${prefix}reconciled_bucket where source = $1 and slot <= $2
      group by entity, region, bucket having sum(records) <> 0 or sum(sum) <> 0 order by 1, 2, 3`,
    [source, asOf],
  )) as Bucket[];
}

export async function readRows(
  manager: EntityManager,
  prefix: Prefix,
  of: { readonly source: string; readonly entity: string; readonly region: string; readonly bucket: number },
): Promise<ReconciledRow[]> {
  return (await manager.query(
    `select id, version::float8, hash::text from ${prefix}reconciled_record
      where source = $1 and entity = $2 and region = $3 and ${bucketOf('id')} = $4 order by id`,
    [of.source, of.entity, of.region, of.bucket],
  )) as ReconciledRow[];
}

/** Buckets whose sum is not what their records add up to: none, unless somebody else wrote into these tables. */
export async function unequalSums(manager: EntityManager, prefix: Prefix, source: string): Promise<number> {
  const [row] = (await manager.query(
    `with told as (
       select entity, region, bucket, sum(records) as records, sum(sum) as sum
         from ${prefix}reconciled_bucket where source = $1 group by 1, 2, 3 having sum(records) <> 0 or sum(sum) <> 0
     ), counted as (
       select entity, region, ${bucketOf('id')} as bucket, count(*) as records, sum(hash) as sum
         from ${prefix}reconciled_record where source = $1 group by 1, 2, 3
     )
     select count(*)::int as unequal from told full join counted using (entity, region, bucket)
      where (told.records, told.sum) is distinct from (counted.records, counted.sum)`,
    [source],
  )) as [{ unequal: number }];
  return row.unequal;
}
