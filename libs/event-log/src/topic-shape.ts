export interface TopicShape {
  readonly partitions: number;
  readonly replicationFactor: number;
}

/** What a change topic must be: history is data, so nothing expires and nothing is compacted away. */
export const TOPIC_CONFIG = {
  'cleanup.policy': 'delete',
  'retention.ms': '-1',
  'message.timestamp.type': 'LogAppendTime',
} as const;

/** Name and value of each setting that a new topic gets. */
export function settingsOfNewTopic({ replicationFactor }: TopicShape): { name: string; value: string }[] {
  const minInSync = replicationFactor >= 3 ? '2' : '1';
  return Object.entries({ ...TOPIC_CONFIG, 'min.insync.replicas': minInSync }).map(([name, value]) => ({
    name,
    value,
  }));
}

/** How a topic differs from what a change topic must be, one sentence each; `valueOf` gives its settings as they are. */
export function differencesOf(topic: string, valueOf: (name: string) => string | null | undefined): string[] {
  return Object.entries(TOPIC_CONFIG).flatMap(([name, wanted]) => {
    const found = valueOf(name);
    return found === wanted ? [] : [`topic ${topic} has ${name}=${found}, must be ${wanted}`];
  });
}
