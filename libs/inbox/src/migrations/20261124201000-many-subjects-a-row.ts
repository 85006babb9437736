import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A transaction of step 1 leaves all subjects of a kind in one row: a row each cost as much as a fact. */
export class ManySubjectsARow20261124201000 implements MigrationInterface {
  readonly name = 'ManySubjectsARow20261124201000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table inbox.todo add column subjects text[] storage external`);
    await runner.query(`update inbox.todo set subjects = array[subject]`);
    await runner.query(`alter table inbox.todo alter column subjects set not null, drop column subject`);
  }

  async down(): Promise<void> {
    throw new Error('rows with several subjects have no place in the table before: this is not undone');
  }
}
