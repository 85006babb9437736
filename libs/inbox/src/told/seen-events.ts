import { int8Array, textArray, type SchemaMigrations } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { HeardEvent, Projection } from '../events/projection.js';

/** One row per event applied: whatever is applied twice stands there twice. */
class CreateSeen20260101000000 implements MigrationInterface {
  readonly name = 'CreateSeen20260101000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table seen.event (
         key text, version bigint, log_offset bigint, place bigint generated always as identity)`,
    );
    await runner.query('grant usage on schema seen to consolidation_app');
    await runner.query('grant select, insert on seen.event to consolidation_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table seen.event');
  }
}

export const seenSchema: SchemaMigrations = { schema: 'seen', migrations: [CreateSeen20260101000000] };

export type SeenEvent = Pick<HeardEvent, 'key' | 'version' | 'offset'>;

/** The simplest consumer, for specifications. */
export const seeing: Projection<SeenEvent> = {
  understand: ({ key, version, offset }) => ({ key, version, offset }),

  async fold(manager, facts) {
    await manager.query(
      `insert into seen.event (key, version, log_offset) select * from unnest($1::text[], $2::int8[], $3::int8[])`,
      [
        textArray(facts.map(({ key }) => key)),
        int8Array(facts.map(({ version }) => version)),
        int8Array(facts.map(({ offset }) => offset)),
      ],
    );
    return { applied: facts.length, stale: 0 };
  },
};
