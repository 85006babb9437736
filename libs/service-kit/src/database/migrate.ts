import { DataSource, type MigrationInterface } from 'typeorm';
import { loadConfig } from '../config/load-config.js';
import { MigrationConfig } from '../config/service-config.js';

/** The migrations of one PostgreSQL schema, oldest first; each schema keeps its own history table. */
export interface SchemaMigrations {
  readonly schema: string;
  readonly migrations: readonly (new () => MigrationInterface)[];
}

/** Brings schemas up to date as their owner, in the order given. Running it again changes nothing. */
export async function migrateSchemas(ownerUrl: string, schemas: readonly SchemaMigrations[]): Promise<void> {
  for (const { schema, migrations } of schemas) {
    const dataSource = new DataSource({
      type: 'postgres',
      url: ownerUrl,
      schema,
      migrationsTableName: 'migration',
      migrations: [...migrations],
      migrationsTransactionMode: 'each',
    });
    await dataSource.initialize();
    try {
      await dataSource.query(`create schema if not exists ${schema}`);
      await dataSource.runMigrations();
    } finally {
      await dataSource.destroy();
    }
  }
}

/** The whole of a service's `migrate.js`: a one-shot that ends with 0, or with 1 and the reason. */
export async function runMigrations(schemas: readonly SchemaMigrations[]): Promise<void> {
  try {
    await migrateSchemas(loadConfig(MigrationConfig).DATABASE_OWNER_URL, schemas);
  } catch (error) {
    process.stderr.write(`migration failed: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
