import { appRole, forceRegionPolicy } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Vital events beside the persons and cards they change. `effects` names the records that an event left behind, each
 * with its version: by them an annulment knows what to take back, and whether something was built upon it since.
 */
export class RecordVitalEvents20261124230000 implements MigrationInterface {
  readonly name = 'RecordVitalEvents20261124230000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    await runner.query(`grant select, insert, update on registry.vital_event to ${await appRole(runner)}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table registry.vital_event');
  }
}

const STATEMENTS = [
  `create table registry.vital_event (
     id uuid primary key,
     region text not null,
     number text not null,
     version bigint not null,
     effects text not null,
     record text not null,
     constraint one_event_per_number unique (region, number)
   )`,
  ...forceRegionPolicy('registry.vital_event'),
];
