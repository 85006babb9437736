import {
  appRole,
  forceRegionPolicy,
  ServiceConfig,
  signingKeyTable,
  type SchemaMigrations,
  type ServiceDefinition,
} from '@satudata/service-kit';
import { trailSchema } from '@satudata/trail';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { NotebookModule } from './notebook.module.js';

class CreateNotebook20261124081500 implements MigrationInterface {
  readonly name = 'CreateNotebook20261124081500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table notebook.note (nik text primary key, name text not null, region text not null)');
    for (const statement of forceRegionPolicy('notebook.note')) await runner.query(statement);
    await runner.query(signingKeyTable('notebook'));
    const app = await appRole(runner);
    await runner.query(`grant usage on schema notebook to ${app}`);
    await runner.query(`grant select, insert on notebook.signing_key to ${app}`);
    await runner.query(`grant select, insert, update, delete on notebook.note to ${app}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table notebook.note, notebook.signing_key');
  }
}

export const notebookMigrations: SchemaMigrations = { schema: 'notebook', migrations: [CreateNotebook20261124081500] };

/** All that the notebook keeps, as it is migrated when it is served. */
export const notebookSchemas: readonly SchemaMigrations[] = [trailSchema, notebookMigrations];

/** The smallest service that has everything the service kit promises: what its specs boot. */
export const notebook: ServiceDefinition<ServiceConfig> = {
  name: 'notebook',
  module: NotebookModule,
  config: ServiceConfig,
};
