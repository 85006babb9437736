import { ConfigResourceTypes, type Admin, type Kafka } from 'kafkajs';

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

export interface PartitionEnd {
  readonly topic: string;
  readonly partition: number;
  /** The offset the next message will get. */
  readonly next: string;
}

export class TopicAdmin {
  private constructor(private readonly admin: Admin) {}

  static async connect(kafka: Kafka): Promise<TopicAdmin> {
    const admin = kafka.admin();
    await admin.connect();
    return new TopicAdmin(admin);
  }

  /** Creates what is missing; existing topics stay as they are. */
  async ensureTopics(topics: readonly string[], shape: TopicShape): Promise<void> {
    const existing = new Set(await this.admin.listTopics());
    const missing = topics.filter((topic) => !existing.has(topic));
    if (missing.length === 0) return;
    const minInSync = shape.replicationFactor >= 3 ? '2' : '1';
    await this.admin.createTopics({
      waitForLeaders: true,
      topics: missing.map((topic) => ({
        topic,
        numPartitions: shape.partitions,
        replicationFactor: shape.replicationFactor,
        configEntries: Object.entries({ ...TOPIC_CONFIG, 'min.insync.replicas': minInSync }).map(([name, value]) => ({
          name,
          value,
        })),
      })),
    });
  }

  /** The differences between the topics as they are and as they must be, one sentence each; empty when all is well. */
  async differences(topics: readonly string[]): Promise<string[]> {
    const existing = new Set(await this.admin.listTopics());
    const missing = topics.filter((topic) => !existing.has(topic));
    const present = topics.filter((topic) => existing.has(topic));
    return [...missing.map((topic) => `topic ${topic} does not exist`), ...(await this.wrongConfigs(present))];
  }

  async endOffsets(topic: string): Promise<PartitionEnd[]> {
    const offsets = await this.admin.fetchTopicOffsets(topic);
    return offsets.map(({ partition, high }) => ({ topic, partition, next: high }));
  }

  async close(): Promise<void> {
    await this.admin.disconnect();
  }

  private async wrongConfigs(topics: readonly string[]): Promise<string[]> {
    if (topics.length === 0) return [];
    const { resources } = await this.admin.describeConfigs({
      includeSynonyms: false,
      resources: topics.map((name) => ({ type: ConfigResourceTypes.TOPIC, name })),
    });
    return resources.flatMap(({ resourceName, configEntries }) =>
      Object.entries(TOPIC_CONFIG).flatMap(([name, wanted]) => {
        const found = configEntries.find((entry) => entry.configName === name)?.configValue;
        return found === wanted ? [] : [`topic ${resourceName} has ${name}=${found}, must be ${wanted}`];
      }),
    );
  }
}
