import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A sender may end a batch before its last line: what was taken of it stays, and is told like that of a whole one. */
export class CancelBatches20261124230000 implements MigrationInterface {
  readonly name = 'CancelBatches20261124230000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table intake.batch drop constraint batch_status_check,
         add constraint batch_status_check check (status in ('running', 'finished', 'cancelled'))`,
    );
  }

  async down(): Promise<void> {
    throw new Error('a batch that was cancelled cannot be made one that was not');
  }
}
