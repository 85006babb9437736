import { forgetConsumer } from '@satudata/inbox';
import type { EntityManager, QueryRunner } from 'typeorm';
import { CONSUMERS, GENERATION_SCHEMAS, schemaIn } from '../generation.js';
import { schemas } from '../schemas.js';

/**
 * Makes an empty next generation, in place of whatever there was besides the live one. The live schemas step aside for
 * a moment that nobody sees, so that the migrations that made them, which name them, make the next ones as well: what
 * they made once they make again, to the last grant and policy.
 */
export async function createNextGeneration(manager: EntityManager): Promise<void> {
  for (const generation of ['next', 'previous'] as const) {
    for (const schema of GENERATION_SCHEMAS) {
      await manager.query(`drop schema if exists ${schemaIn(generation, schema)} cascade`);
    }
    await forgetConsumer(manager, CONSUMERS[generation]);
  }
  for (const schema of GENERATION_SCHEMAS) await rename(manager, schema, aside(schema));
  await migrateAnew(manager);
  for (const schema of GENERATION_SCHEMAS) {
    await rename(manager, schema, schemaIn('next', schema));
    await rename(manager, aside(schema), schema);
  }
}

async function migrateAnew(manager: EntityManager): Promise<void> {
  const again = schemas.filter(({ schema }) => GENERATION_SCHEMAS.some((name) => name === schema));
  for (const { schema, migrations } of again) {
    await manager.query(`create schema ${schema}`);
    for (const Migration of migrations) await new Migration().up(runnerOf(manager));
    await copyMigrationHistory(manager, schema);
  }
}

/** As TypeORM makes it; after a swap later migrations go on from it. */
async function copyMigrationHistory(manager: EntityManager, schema: string): Promise<void> {
  await manager.query(
    `create table ${schema}.migration (id serial primary key, "timestamp" bigint not null, name varchar not null)`,
  );
  await manager.query(
    `insert into ${schema}.migration ("timestamp", name)
     select "timestamp", name from ${aside(schema)}.migration order by id`,
  );
}

function rename(manager: EntityManager, from: string, to: string): Promise<unknown> {
  return manager.query(`alter schema ${from} rename to ${to}`);
}

function aside(schema: string): string {
  return `${schema}_aside`;
}

function runnerOf({ queryRunner }: EntityManager): QueryRunner {
  if (!queryRunner) throw new Error('a generation is made inside a transaction');
  return queryRunner;
}
