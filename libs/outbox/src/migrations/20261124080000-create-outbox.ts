import { appRole, forceRegionPolicy } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `change` is the durable, append-only log of everything the source ever said: it serves history, re-emission and
 * reconciliation. `outbox` is only the queue of rows not yet acknowledged by the broker, so that removing from it
 * never loses anything. `lease` lets one relay at a time send, and fences one that wakes up late.
 */
export class CreateOutbox20261124080000 implements MigrationInterface {
  readonly name = 'CreateOutbox20261124080000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    await grantTo(runner, await appRole(runner));
  }

  async down(): Promise<void> {
    throw new Error('the change log is append only: it is not undone');
  }
}

async function grantTo(runner: QueryRunner, app: string): Promise<void> {
  await runner.query(`grant usage on schema outbox to ${app}`);
  await runner.query(`grant select, insert on outbox.change to ${app}`);
  await runner.query(`grant select, insert, delete on outbox.outbox to ${app}`);
  await runner.query(`grant select, insert, update on outbox.lease to ${app}`);
}

const STATEMENTS = [
  `create table outbox.change (
     seq bigint generated always as identity primary key,
     id uuid not null,
     topic text not null,
     key text not null,
     entity text not null,
     entity_id text not null,
     version bigint not null,
     region text not null,
     headers text not null,
     value text not null,
     digest bytea not null,
     valid_at timestamptz not null,
     recorded_at timestamptz not null,
     tx text not null,
     part integer not null,
     parts integer not null,
     batch uuid,
     unique (entity, entity_id, version)
   )`,
  ...forceRegionPolicy('outbox.change'),
  `create table outbox.outbox (seq bigint primary key)`,
  `create table outbox.lease (
     relay text primary key,
     holder uuid not null,
     token bigint not null,
     expires_at timestamptz not null,
     ticks bigint not null default 0
   )`,
];
