import { appRole } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `position` moves in the transaction that applies the events before it: it, and not the group's offset, says what
 * was applied. `parked` holds where an event lies that could not be applied, and those of its key after it. `todo` is
 * the work of step 2: what needs more than one entity. None of the three holds personal data.
 */
export class CreateInbox20261124081000 implements MigrationInterface {
  readonly name = 'CreateInbox20261124081000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    const app = await appRole(runner);
    await runner.query(`grant usage on schema inbox to ${app}`);
    await runner.query(`grant select, insert, update on inbox.position to ${app}`);
    await runner.query(`grant select, insert on inbox.parked to ${app}`);
    await runner.query(`grant select, insert, delete on inbox.todo to ${app}`);
  }

  async down(): Promise<void> {
    throw new Error('without its positions a consumer would apply everything again: this is not undone');
  }
}

const STATEMENTS = [
  `create table inbox.position (
     consumer text not null,
     topic text not null,
     partition integer not null,
     next_offset bigint not null,
     appended_at timestamptz not null,
     updated_at timestamptz not null default now(),
     primary key (consumer, topic, partition)
   )`,
  `comment on column inbox.position.appended_at is
     'running maximum of the broker''s append times: it never goes back, and a rebuild finds the same'`,
  `create table inbox.parked (
     consumer text not null,
     topic text not null,
     partition integer not null,
     log_offset bigint not null,
     key text not null,
     cause text not null,
     parked_at timestamptz not null default now(),
     primary key (consumer, topic, partition, log_offset)
   )`,
  `create index parked_key on inbox.parked (consumer, topic, key)`,
  `create table inbox.todo (
     seq bigint generated always as identity primary key,
     consumer text not null,
     kind text not null,
     subject text not null
   )`,
];
