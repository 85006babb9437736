import { int4Array, prepared, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import type { RecordFact } from '../raw/record-fact.js';

/** Notes when each source last said something, and when the store last took something in. */
export async function noteActivity(manager: EntityManager, facts: readonly RecordFact[]): Promise<void> {
  const latest = [...latestOfEach(facts).values()];
  await prepared(manager, NOTE, [
    textArray(latest.map(({ source }) => source)),
    textArray(latest.map(({ heard }) => heard.topic)),
    int4Array(latest.map(({ heard }) => heard.partition)),
    textArray(latest.map(({ heard }) => heard.time)),
  ]);
}

/** By source and partition. */
function latestOfEach(facts: readonly RecordFact[]): Map<string, RecordFact> {
  const latest = new Map<string, RecordFact>();
  for (const fact of facts) {
    const place = `${fact.source} ${fact.heard.partition}`;
    const known = latest.get(place);
    if (!known || Date.parse(fact.heard.time) > Date.parse(known.heard.time)) latest.set(place, fact);
  }
  return latest;
}

const NOTE = `
  insert into source_activity as known (source, topic, partition, last_event_at, ingested_at)
  select source, topic, partition, time::timestamptz, now()
    from unnest($1::text[], $2::text[], $3::int4[], $4::text[]) as row (source, topic, partition, time)
   order by source, topic, partition
  on conflict (source, topic, partition) do update
    set last_event_at = greatest(known.last_event_at, excluded.last_event_at), ingested_at = excluded.ingested_at`;
