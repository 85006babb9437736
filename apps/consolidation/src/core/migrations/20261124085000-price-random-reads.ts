import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * PostgreSQL's default price of a random read comes from spinning disks. With it step 2 looks up 2,000 persons by
 * scanning the whole table, which grows with the province; on the solid state or cached pages of today it must not.
 */
export class PriceRandomReads20261124085000 implements MigrationInterface {
  readonly name = 'PriceRandomReads20261124085000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter database ${await databaseName(runner)} set random_page_cost = 1.1`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter database ${await databaseName(runner)} reset random_page_cost`);
  }
}

async function databaseName(runner: QueryRunner): Promise<string> {
  const [row] = (await runner.query('select quote_ident(current_database()) as name')) as [{ name: string }];
  return row.name;
}
