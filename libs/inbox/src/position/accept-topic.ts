import type { LogIdentity, TopicIdentity } from '@satudata/event-log';
import { WHOLE_PROVINCE } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { beyondTheEnd, type PartitionNext } from './beyond-the-end.js';
import { otherLives, type KnownTopic } from './known-topics.js';
import type { LogCheckParts } from './log-check.js';

export interface AcceptRequest {
  readonly topic: string;
  readonly by: string;
  readonly reason: string;
}

/** What of the topic's former life was put away. */
export interface Accepted {
  readonly positions: number;
  readonly parked: number;
  readonly discarded: number;
}

/**
 * `known`: nothing stands against reading it. `missing`: there is no such topic in the log. `unreachable`: the broker does
 * not answer.
 */
export type Acceptance = Accepted | 'known' | 'missing' | 'unreachable';

/**
 * Lets a topic that is not the one the positions belong to be read from its beginning, by every consumer of this
 * database: the log is one for all of them. Rejects while the database is away.
 */
export async function acceptTopic(parts: LogCheckParts, request: AcceptRequest): Promise<Acceptance> {
  const found = await parts.identities([request.topic]).catch(() => undefined);
  if (!found) return 'unreachable';
  const [topic] = found.topics;
  if (!topic) return 'missing';
  const ends = await parts.logEnds([request.topic]).catch(() => undefined);
  if (!ends) return 'unreachable';
  return parts.database.inScope(WHOLE_PROVINCE, async (manager) => {
    const known = await lockKnown(manager, request.topic);
    const complaints = [...otherLives(known, found), ...beyondTheEnd(await positionsIn(manager, request.topic), ends)];
    return complaints.length > 0 ? renew(manager, request, topic, found) : 'known';
  });
}

/** Of two who accept at once, the second finds it accepted. */
async function lockKnown(manager: EntityManager, topic: string): Promise<KnownTopic[]> {
  return (await manager.query(
    `select topic, cluster_id as "clusterId", topic_id as id, partitions from inbox.known_topic
      where topic = $1 for update`,
    [topic],
  )) as KnownTopic[];
}

async function positionsIn(manager: EntityManager, topic: string): Promise<PartitionNext[]> {
  return (await manager.query(
    'select topic, partition, next_offset::text as next from inbox.position where topic = $1',
    [topic],
  )) as PartitionNext[];
}

async function renew(
  manager: EntityManager,
  { topic, by, reason }: AcceptRequest,
  { id, partitions }: TopicIdentity,
  { clusterId }: LogIdentity,
): Promise<Accepted> {
  const [row] = (await manager.query(
    `select positions, parked, jsonb_array_length(discarded) as discarded
       from inbox.accept_topic($1, $2, $3, $4, $5, $6)`,
    [topic, clusterId, id, partitions, by, reason],
  )) as [Accepted];
  return row;
}
