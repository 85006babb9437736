import { appRole } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How far the store is: when each source was last heard, through which positions a source says it has told everything,
 * and which pushed batches have arrived whole. Activity and batch parts are kept per partition, so that partitions
 * applied at the same moment never wait for each other's rows.
 */
export class CreateOps20261124081400 implements MigrationInterface {
  readonly name = 'CreateOps20261124081400';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    const app = await appRole(runner);
    await runner.query(`grant usage on schema ops to ${app}`);
    await runner.query(`grant select, insert, update, delete on ${TABLES} to ${app}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table ${TABLES}`);
  }
}

const TABLES = 'ops.source_activity, ops.clock, ops.completeness, ops.batch_part, ops.batch_arrival';

const STATEMENTS = [
  `create table ops.source_activity (
     source text not null,
     topic text not null,
     partition integer not null,
     last_event_at timestamptz not null,
     ingested_at timestamptz not null,
     primary key (source, topic, partition)
   )`,
  `create table ops.clock (
     source text not null,
     at timestamptz not null,
     through jsonb not null,
     primary key (source, at)
   )`,
  `comment on column ops.clock.through is '[{ topic, partition, next }] of the topics that this store reads'`,
  `create table ops.completeness (source text primary key, complete_until timestamptz not null)`,
  `create table ops.batch_part (
     source text not null,
     batch text not null,
     topic text not null,
     partition integer not null,
     arrived integer not null,
     primary key (source, batch, topic, partition)
   )`,
  `create table ops.batch_arrival (
     source text not null,
     batch text not null,
     events integer,
     arrived integer not null default 0,
     complete_at timestamptz,
     primary key (source, batch)
   )`,
];
