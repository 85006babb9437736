import { appRole } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An event that nobody will ever be able to apply may be discarded, by a person and for a reason. That decision is an
 * input of the store: whoever reads the log again must leave the same events out. It is never changed or taken back.
 */
export class KeepDiscarded20261124140000 implements MigrationInterface {
  readonly name = 'KeepDiscarded20261124140000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table inbox.discarded (
         topic text not null,
         partition integer not null,
         log_offset bigint not null,
         cause text not null,
         parked_at timestamptz not null,
         discarded_at timestamptz not null default now(),
         discarded_by text not null,
         reason text not null,
         primary key (topic, partition, log_offset)
       )`,
    );
    const app = await appRole(runner);
    await runner.query(`grant select, insert on inbox.discarded to ${app}`);
    await runner.query(`grant update (cause), delete on inbox.parked to ${app}`);
  }

  async down(): Promise<void> {
    throw new Error('a decision to discard is an input of the store: it is not undone');
  }
}
