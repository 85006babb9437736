import { Admin, ConfigResourceTypes, FetchIsolationLevels, ListOffsetTimestamps } from '@platformatic/kafka';
import type { KafkaPlace } from '../kafka-place.js';
import type { LogIdentity, PartitionEnd, TopicAdmin } from '../ports.js';
import { differencesOf, settingsOfNewTopic, TOPIC_CONFIG, type TopicShape } from '../topic-shape.js';
import { platformaticOptions } from './platformatic-options.js';

export class PlatformaticTopicAdmin implements TopicAdmin {
  private constructor(private readonly admin: Admin) {}

  static async connect(place: KafkaPlace): Promise<PlatformaticTopicAdmin> {
    const admin = new Admin(platformaticOptions(place));
    try {
      await admin.connectToBrokers();
      return new PlatformaticTopicAdmin(admin);
    } catch (error) {
      await admin.close();
      throw error;
    }
  }

  async ensureTopics(topics: readonly string[], shape: TopicShape): Promise<void> {
    const { missing } = await this.split(topics);
    if (missing.length === 0) return;
    const { partitions, replicationFactor: replicas } = shape;
    await this.admin.createTopics({ topics: missing, partitions, replicas, configs: settingsOfNewTopic(shape) });
    await this.untilTheyAnswer(missing);
  }

  async differences(topics: readonly string[]): Promise<string[]> {
    const { missing, present } = await this.split(topics);
    return [...missing.map((topic) => `topic ${topic} does not exist`), ...(await this.wrongConfigs(present))];
  }

  async endOffsets(topic: string): Promise<PartitionEnd[]> {
    const metadata = await this.admin.metadata({ topics: [topic], forceUpdate: true });
    const count = metadata.topics.get(topic)?.partitionsCount ?? 0;
    const partitions = Array.from({ length: count }, (_, partitionIndex) => ({
      partitionIndex,
      timestamp: ListOffsetTimestamps.LATEST,
    }));
    const isolationLevel = FetchIsolationLevels.READ_UNCOMMITTED;
    const listed = await this.admin.listOffsets({ topics: [{ name: topic, partitions }], isolationLevel });
    return listed.flatMap((one) =>
      one.partitions.map(({ partitionIndex, offset }) => ({ topic, partition: partitionIndex, next: String(offset) })),
    );
  }

  async identities(topics: readonly string[]): Promise<LogIdentity> {
    const { present } = await this.split(topics);
    const metadata = await this.admin.metadata({ topics: present, forceUpdate: true });
    return {
      clusterId: metadata.id,
      topics: [...metadata.topics].map(([topic, { id, partitionsCount }]) => ({
        topic,
        id,
        partitions: partitionsCount,
      })),
    };
  }

  async forgetGroup(groupId: string): Promise<void> {
    await this.admin.deleteGroups({ groups: [groupId] });
  }

  async close(): Promise<void> {
    await this.admin.close();
  }

  private async split(topics: readonly string[]): Promise<{ missing: string[]; present: string[] }> {
    const existing = new Set(await this.admin.listTopics());
    return {
      missing: topics.filter((topic) => !existing.has(topic)),
      present: topics.filter((topic) => existing.has(topic)),
    };
  }

  /** A topic is there a moment before its partitions answer; a client that writes meanwhile sends all of a batch twice. */
  private async untilTheyAnswer(topics: readonly string[]): Promise<void> {
    await Promise.all(topics.map((topic) => this.endOffsets(topic)));
  }

  private async wrongConfigs(topics: readonly string[]): Promise<string[]> {
    if (topics.length === 0) return [];
    const described = await this.admin.describeConfigs({
      resources: topics.map((resourceName) => ({
        resourceType: ConfigResourceTypes.TOPIC,
        resourceName,
        configurationKeys: Object.keys(TOPIC_CONFIG),
      })),
    });
    return described.flatMap(({ resourceName, configs }) =>
      differencesOf(resourceName, (name) => configs.find((config) => config.name === name)?.value),
    );
  }
}
