import { ConfigResourceTypes, type Admin } from 'kafkajs';
import type { KafkaPlace } from '../kafka-place.js';
import { PlatformaticTopicAdmin } from '../platformatic/platformatic-topic-admin.js';
import type { LogIdentity, PartitionEnd, TopicAdmin } from '../ports.js';
import { differencesOf, settingsOfNewTopic, type TopicShape } from '../topic-shape.js';
import { kafkajsClient } from './kafkajs-client.js';

export class KafkajsTopicAdmin implements TopicAdmin {
  private constructor(
    private readonly place: KafkaPlace,
    private readonly admin: Admin,
  ) {}

  static async connect(place: KafkaPlace): Promise<KafkajsTopicAdmin> {
    const admin = kafkajsClient(place).admin();
    await admin.connect();
    return new KafkajsTopicAdmin(place, admin);
  }

  async ensureTopics(topics: readonly string[], shape: TopicShape): Promise<void> {
    const existing = new Set(await this.admin.listTopics());
    const missing = topics.filter((topic) => !existing.has(topic));
    if (missing.length === 0) return;
    await this.admin.createTopics({
      waitForLeaders: true,
      topics: missing.map((topic) => ({
        topic,
        numPartitions: shape.partitions,
        replicationFactor: shape.replicationFactor,
        configEntries: settingsOfNewTopic(shape),
      })),
    });
  }

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

  /** This client speaks a version of the protocol that knows no ids of topics, so the other one is asked. */
  async identities(topics: readonly string[]): Promise<LogIdentity> {
    const other = await PlatformaticTopicAdmin.connect(this.place);
    return other.identities(topics).finally(() => other.close());
  }

  async forgetGroup(groupId: string): Promise<void> {
    await this.admin.deleteGroups([groupId]);
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
      differencesOf(resourceName, (name) => configEntries.find((entry) => entry.configName === name)?.configValue),
    );
  }
}
