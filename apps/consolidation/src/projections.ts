import { topicOf, type SourceName } from '@satudata/contracts';
import type { Projection } from '@satudata/inbox';
import { householdProjection } from './core/household/household.projection.js';
import { personProjection } from './core/person/person.projection.js';
import { clockProjection } from './ops/clock.projection.js';
import { intakeBatchProjection } from './ops/intake-batch.projection.js';

/** What is folded of each source, by topic. A new source does not build until it is said here. */
export const projections = {
  'population-registry': {
    [topicOf('population-registry', 'person')]: personProjection,
    [topicOf('population-registry', 'family-card')]: householdProjection,
    [topicOf('population-registry', 'intake-batch')]: intakeBatchProjection,
    [topicOf('population-registry', 'clock')]: clockProjection(isRead),
  },
} satisfies Record<SourceName, Readonly<Record<string, Projection>>>;

const byTopic = (): Map<string, Projection> => new Map(Object.values(projections).flatMap(Object.entries));

export const TOPICS_READ: readonly string[] = [...byTopic().keys()];

/** @throws Error for a topic that nobody folds */
export function projectionOf(topic: string): Projection {
  const projection = byTopic().get(topic);
  if (!projection) throw new Error(`no projection folds ${topic}`);
  return projection;
}

function isRead(topic: string): boolean {
  return TOPICS_READ.includes(topic);
}
