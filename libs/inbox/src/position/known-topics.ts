import type { LogIdentity } from '@satudata/event-log';
import { int4Array, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';

/** A topic as it was when its positions were begun. */
export interface KnownTopic {
  readonly topic: string;
  readonly clusterId: string;
  readonly id: string;
  readonly partitions: number;
}

/**
 * Topics that are not those the positions belong to. Read on in one of them, a consumer would take new events for old
 * ones, also when it has grown beyond the old position.
 * @returns one sentence for each, none when all is well
 */
export function otherLives(known: readonly KnownTopic[], found: LogIdentity): string[] {
  return known.flatMap(({ topic, clusterId, id, partitions }) => {
    const now = found.topics.find((candidate) => candidate.topic === topic);
    if (!now) return [`topic ${topic} does not exist any more`];
    if (found.clusterId !== clusterId) {
      return [`topic ${topic} lies in cluster ${found.clusterId}, yet its positions belong to cluster ${clusterId}`];
    }
    if (now.id !== id) return [`topic ${topic} was made anew: it is ${now.id}, its positions belong to ${id}`];
    if (now.partitions < partitions) return [`topic ${topic} has ${now.partitions} partitions, it had ${partitions}`];
    return [];
  });
}

/** Topics whose keys may since have moved to other partitions: only versions keep their events in order. */
export function grown(known: readonly KnownTopic[], found: LogIdentity): string[] {
  return known.flatMap(({ topic, partitions }) => {
    const now = found.topics.find((candidate) => candidate.topic === topic);
    return now && now.partitions > partitions
      ? [`topic ${topic} grew from ${partitions} to ${now.partitions} partitions`]
      : [];
  });
}

export async function knownTopics(manager: EntityManager, topics: readonly string[]): Promise<KnownTopic[]> {
  return (await manager.query(
    `select topic, cluster_id as "clusterId", topic_id as id, partitions from inbox.known_topic
      where topic = any($1::text[]) order by topic`,
    [textArray(topics)],
  )) as KnownTopic[];
}

/** Binds the positions of these topics to the life they have now; one that is known already only takes new partitions. */
export async function noteTopics(manager: EntityManager, { clusterId, topics }: LogIdentity): Promise<void> {
  await manager.query(
    `insert into inbox.known_topic as known (topic, cluster_id, topic_id, partitions)
     select topic, $1, id, partitions from unnest($2::text[], $3::text[], $4::int4[]) as row (topic, id, partitions)
      order by topic
     on conflict (topic) do update set partitions = excluded.partitions, noted_at = now()
      where known.partitions < excluded.partitions`,
    [
      clusterId,
      textArray(topics.map(({ topic }) => topic)),
      textArray(topics.map(({ id }) => id)),
      int4Array(topics.map(({ partitions }) => partitions)),
    ],
  );
}
