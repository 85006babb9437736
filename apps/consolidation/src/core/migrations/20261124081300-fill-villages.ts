import { loadRegions } from '@satudata/regions';
import { textArray } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The villages of the region tree's edition; a later edition comes as a migration that says what changed. */
export class FillVillages20261124081300 implements MigrationInterface {
  readonly name = 'FillVillages20261124081300';

  async up(runner: QueryRunner): Promise<void> {
    const villages = loadRegions().all('village');
    await runner.query(
      `insert into core.village (code, name, district, regency)
       select code, name, left(code, 8), left(code, 5) from unnest($1::text[], $2::text[]) as row (code, name)`,
      [textArray(villages.map(({ code }) => code)), textArray(villages.map(({ name }) => name))],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('delete from core.village');
  }
}
