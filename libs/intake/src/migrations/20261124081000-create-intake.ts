import { appRole } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What became of each pushed record. Lines without findings live as one letter each in their chunk's row, so that a
 * batch of a million good lines costs a thousand rows. Findings name fields and rules, never values.
 */
export class CreateIntake20261124081000 implements MigrationInterface {
  readonly name = 'CreateIntake20261124081000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    const app = await appRole(runner);
    await runner.query(`grant usage on schema intake to ${app}`);
    await runner.query(`grant select, insert, update on intake.batch to ${app}`);
    await runner.query(`grant select, insert on intake.chunk, intake.finding to ${app}`);
  }

  async down(): Promise<void> {
    throw new Error('verdicts are evidence: they are not undone');
  }
}

const STATEMENTS = [
  `create table intake.batch (
     id uuid primary key,
     client text not null,
     key text not null,
     entity text not null,
     status text not null check (status in ('running', 'finished')),
     holder uuid,
     held_until timestamptz not null,
     committed_lines bigint not null default 0,
     stored bigint not null default 0,
     unchanged bigint not null default 0,
     stale bigint not null default 0,
     rejected bigint not null default 0,
     chain text not null default '',
     digest text,
     started_at timestamptz not null,
     ended_at timestamptz,
     unique (client, key)
   )`,
  `create table intake.chunk (
     batch uuid not null references intake.batch,
     first_line bigint not null,
     outcomes text not null,
     primary key (batch, first_line)
   )`,
  `create table intake.finding (
     batch uuid not null references intake.batch,
     line bigint not null,
     errors text not null,
     warnings text not null,
     primary key (batch, line)
   )`,
];
