import { textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import type { RecordFact } from '../raw/record-fact.js';

/** Notes when each source last said something, and when the store last took something in. */
export async function noteActivity(manager: EntityManager, facts: readonly RecordFact[]): Promise<void> {
  const [first] = facts;
  if (!first) return;
  const sources = [...new Set(facts.map(({ source }) => source))].sort();
  const latest = sources.map((source) => latestTime(facts.filter((fact) => fact.source === source)));
  await manager.query(
    `insert into source_activity as known (source, topic, partition, last_event_at, ingested_at)
     select source, $1, $2, last_event_at::timestamptz, now()
       from unnest($3::text[], $4::text[]) as row (source, last_event_at)
     on conflict (source, topic, partition) do update
       set last_event_at = greatest(known.last_event_at, excluded.last_event_at), ingested_at = excluded.ingested_at`,
    [first.heard.topic, first.heard.partition, textArray(sources), textArray(latest)],
  );
}

function latestTime(facts: readonly RecordFact[]): string {
  return new Date(facts.reduce((latest, { heard }) => Math.max(latest, Date.parse(heard.time)), 0)).toISOString();
}
