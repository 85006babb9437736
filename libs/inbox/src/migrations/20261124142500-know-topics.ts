import { appRole } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which life of a topic the positions belong to: offsets of another one mean nothing. */
export class KnowTopics20261124142500 implements MigrationInterface {
  readonly name = 'KnowTopics20261124142500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table inbox.known_topic (
         topic text primary key,
         cluster_id text not null,
         topic_id text not null,
         partitions integer not null,
         noted_at timestamptz not null default now()
       )`,
    );
    const app = await appRole(runner);
    await runner.query(`grant select, insert, update (partitions, noted_at) on inbox.known_topic to ${app}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table inbox.known_topic');
  }
}
