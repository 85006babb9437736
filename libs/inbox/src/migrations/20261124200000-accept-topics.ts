import { appRole } from '@satudata/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A topic that was made anew is read only after a person has accepted it. What belonged to its former life means
 * nothing in the new one, discarded offsets included, which the service itself may not remove: the function does so, and
 * leaves a row that says who decided it and what went. That row is never changed or taken back.
 */
export class AcceptTopics20261124200000 implements MigrationInterface {
  readonly name = 'AcceptTopics20261124200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    const app = await appRole(runner);
    await runner.query(`grant select on inbox.accepted_topic to ${app}`);
    await runner.query(`grant execute on function inbox.accept_topic(text, text, text, integer, text, text) to ${app}`);
  }

  async down(): Promise<void> {
    throw new Error('a decision to accept is an input of the store: it is not undone');
  }
}

const STATEMENTS = [
  `create table inbox.accepted_topic (
     seq bigint generated always as identity primary key,
     topic text not null,
     cluster_id text not null,
     topic_id text not null,
     partitions integer not null,
     former_cluster_id text,
     former_topic_id text,
     positions integer not null,
     parked integer not null,
     discarded jsonb not null,
     accepted_at timestamptz not null default now(),
     accepted_by text not null,
     reason text not null
   )`,
  `comment on column inbox.accepted_topic.discarded is
     'the rows of inbox.discarded that belonged to the former life: a decision is not forgotten, it only ends'`,
  `create function inbox.accept_topic(
     accepted text, cluster text, life text, parts integer, decided_by text, why text
   ) returns inbox.accepted_topic
   language sql security definer set search_path = pg_catalog
   begin atomic
     with former as (select cluster_id, topic_id from inbox.known_topic where topic = accepted),
       known as (
         insert into inbox.known_topic as known (topic, cluster_id, topic_id, partitions)
         values (accepted, cluster, life, parts)
         on conflict (topic) do update
           set cluster_id = excluded.cluster_id, topic_id = excluded.topic_id, partitions = excluded.partitions,
               noted_at = now()
       ),
       positions as (delete from inbox.position where topic = accepted returning 1),
       parked as (delete from inbox.parked where topic = accepted returning 1),
       discarded as (delete from inbox.discarded where topic = accepted returning *)
     insert into inbox.accepted_topic (topic, cluster_id, topic_id, partitions, former_cluster_id, former_topic_id,
       positions, parked, discarded, accepted_by, reason)
     values (accepted, cluster, life, parts,
       (select cluster_id from former), (select topic_id from former),
       (select count(*) from positions), (select count(*) from parked),
       (select coalesce(jsonb_agg(discarded), '[]') from discarded), decided_by, why)
     returning *;
   end`,
  `revoke execute on function inbox.accept_topic(text, text, text, integer, text, text) from public`,
];
