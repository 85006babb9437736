import { appRole } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reads this schema and nothing else of the store. */
const READER = 'planner_api_reader';

/**
 * What planners may see: counts, never a person. Deltas are appended by step 1, so that no writer waits for another's
 * row; the folder moves them into the checkpoint (what the sum is now) and the ledger (when each part of it became
 * true, and known).
 */
export class CreateRead20261124081500 implements MigrationInterface {
  readonly name = 'CreateRead20261124081500';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    const app = await appRole(runner);
    await runner.query(`grant usage on schema read to ${app}, ${READER}`);
    for (const { name } of CUBES) {
      const tables = ['delta', 'ledger', 'checkpoint'].map((part) => `read.${name}_${part}`).join(', ');
      await runner.query(`grant select, insert, update, delete on ${tables} to ${app}`);
      await runner.query(`grant select on ${tables} to ${READER}`);
    }
    await runner.query(`grant select on read.population, read.families, read.freshness to ${app}, ${READER}`);
  }

  async down(): Promise<void> {
    throw new Error('cubes come back only by a rebuild from the log: this is not undone');
  }
}

const CUBES = [
  { name: 'population', measure: 'persons', cell: ['village', 'sex'] },
  { name: 'family', measure: 'families', cell: ['village'] },
] as const;

const STATEMENTS = [
  ...CUBES.flatMap(({ name, measure, cell }) => {
    const cellColumns = cell.map((column) => `${column} text not null`).join(', ');
    return [
      `create table read.${name}_delta (
         ${cellColumns}, ${measure} integer not null, valid_on date not null, known_at timestamptz not null)`,
      `create table read.${name}_ledger (
         ${cellColumns}, ${measure} integer not null, valid_on date not null, known_at timestamptz not null)`,
      `create index ${name}_ledger_cell on read.${name}_ledger (village, valid_on)`,
      `create table read.${name}_checkpoint (
         ${cellColumns}, ${measure} bigint not null, primary key (${cell.join(', ')}))`,
    ];
  }),
  `create view read.population as
   select village, sex, sum(persons)::bigint as persons
     from (select village, sex, persons from read.population_checkpoint
           union all select village, sex, persons from read.population_delta) part
    group by village, sex`,
  `create view read.families as
   select village, sum(families)::bigint as families
     from (select village, families from read.family_checkpoint
           union all select village, families from read.family_delta) part
    group by village`,
  `create view read.freshness as
   with heard as (
     select source, max(last_event_at) as last_event_at, max(ingested_at) as ingested_at
       from ops.source_activity group by source
   ), reached as (
     select source, at from ops.clock
      where not exists (
        select from jsonb_to_recordset(clock.through) as through (topic text, partition integer, next bigint)
          left join inbox.position p
            on p.consumer = 'consolidation' and p.topic = through.topic and p.partition = through.partition
         where coalesce(p.next_offset, 0) < through.next)
     union all
     select source, complete_until from ops.completeness
   ), complete as (
     select source, max(at) as complete_until from reached group by source
   )
   select source, heard.last_event_at, heard.ingested_at, complete.complete_until,
          (select count(distinct village)::integer from read.population where persons > 0) as villages_reporting
     from heard full join complete using (source)`,
  `comment on column read.freshness.villages_reporting is
     'villages with at least one resident counted: the population registry is the only source so far'`,
];
