import { forceRegionPolicy } from '@satudata/service-kit';

/** Tables of one side, granted to the app role. */
export const BUCKET_TABLES = ['reconciled_record', 'reconciled_bucket', 'reconciled_until'] as const;

/**
 * What one side of a reconciliation keeps, the same at a source and in the store: what each record adds to its bucket
 * now, the sums, and up to which recording time they hold. Sums are kept apart by slot for a while, so that two sides
 * that are not equally far can be asked for the same moment. Released: a change is a new migration.
 */
export function bucketTables(schema: string): string[] {
  return [
    `create table ${schema}.reconciled_record (
       source text not null,
       entity text not null,
       id text not null,
       version bigint not null,
       region text not null,
       hash bigint not null,
       primary key (source, entity, id)
     )`,
    `create table ${schema}.reconciled_bucket (
       source text not null,
       entity text not null,
       region text not null,
       bucket integer not null,
       slot timestamptz not null,
       records bigint not null,
       sum numeric not null,
       primary key (source, entity, region, bucket, slot)
     )`,
    `comment on column ${schema}.reconciled_bucket.slot is
       'end of the slot in which the changes were recorded; -infinity for everything before the slots that are kept'`,
    `create index reconciled_bucket_slot on ${schema}.reconciled_bucket (slot)`,
    `create table ${schema}.reconciled_until (source text primary key, through timestamptz not null)`,
    ...forceRegionPolicy(`${schema}.reconciled_record`),
    ...forceRegionPolicy(`${schema}.reconciled_bucket`),
  ];
}
