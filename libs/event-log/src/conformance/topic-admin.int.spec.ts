import { randomUUID } from 'node:crypto';
import { kafkajsClient } from '../kafkajs/kafkajs-client.js';
import { KafkajsTopicAdmin } from '../kafkajs/kafkajs-topic-admin.js';
import { PlatformaticTopicAdmin } from '../platformatic/platformatic-topic-admin.js';
import type { TopicAdmin } from '../ports.js';

const place = { brokers: process.env['TEST_KAFKA_BROKERS']!.split(','), clientId: 'topic-admin-spec' };
const somebodyElse = kafkajsClient(place).admin();
const newTopic = () => `spec.topic-admin.${randomUUID()}`;

beforeAll(() => somebodyElse.connect());
afterAll(() => somebodyElse.disconnect());

async function createAsSomebodyElse(topic: string, config: Record<string, string>): Promise<void> {
  const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }));
  await somebodyElse.createTopics({ topics: [{ topic, numPartitions: 1, configEntries }], waitForLeaders: true });
}

describe.each([
  ['kafkajs', KafkajsTopicAdmin],
  ['platformatic', PlatformaticTopicAdmin],
])('the topics, seen through %s,', (_client, Admin) => {
  let admin: TopicAdmin;
  beforeAll(async () => {
    admin = await Admin.connect(place);
  });
  afterAll(() => admin.close());

  it('are created as change topics must be, and asking again changes nothing', async () => {
    const topic = newTopic();
    await admin.ensureTopics([topic], { partitions: 3, replicationFactor: 1 });
    await admin.ensureTopics([topic], { partitions: 5, replicationFactor: 1 });
    expect(await admin.differences([topic])).toEqual([]);
    expect(await admin.endOffsets(topic)).toHaveLength(3);
  });

  it('that are missing are named', async () => {
    const topic = newTopic();
    expect(await admin.differences([topic])).toEqual([`topic ${topic} does not exist`]);
  });

  it('whose history would expire, or whose time the sender could choose, are named with what is wrong', async () => {
    const topic = newTopic();
    await createAsSomebodyElse(topic, { 'retention.ms': '604800000', 'message.timestamp.type': 'CreateTime' });
    expect((await admin.differences([topic])).sort()).toEqual([
      `topic ${topic} has message.timestamp.type=CreateTime, must be LogAppendTime`,
      `topic ${topic} has retention.ms=604800000, must be -1`,
    ]);
  });

  it('whose earlier states would be compacted away are named', async () => {
    const topic = newTopic();
    await createAsSomebodyElse(topic, {
      'cleanup.policy': 'compact',
      'retention.ms': '-1',
      'message.timestamp.type': 'LogAppendTime',
    });
    expect(await admin.differences([topic])).toEqual([`topic ${topic} has cleanup.policy=compact, must be delete`]);
  });

  it('tell where they end', async () => {
    const topic = newTopic();
    await admin.ensureTopics([topic], { partitions: 2, replicationFactor: 1 });
    const producer = kafkajsClient(place).producer();
    await producer.connect();
    await producer.send({ topic, messages: [1, 2, 3].map((value) => ({ partition: 1, value: String(value) })) });
    await producer.disconnect();
    const inOrder = (await admin.endOffsets(topic)).sort((one, other) => one.partition - other.partition);
    expect(inOrder).toEqual([
      { topic, partition: 0, next: '0' },
      { topic, partition: 1, next: '3' },
    ]);
  });

  it('are the same as long as they live, and another when made anew under the same name', async () => {
    const [topic, missing] = [newTopic(), newTopic()];
    await admin.ensureTopics([topic], { partitions: 2, replicationFactor: 1 });
    const before = await admin.identities([topic, missing]);
    expect(before).toEqual({
      clusterId: (await somebodyElse.describeCluster()).clusterId,
      topics: [{ topic, id: expect.stringMatching(/^[0-9a-f-]{36}$/), partitions: 2 }],
    });
    expect(await admin.identities([topic])).toEqual(before);
    await somebodyElse.createPartitions({ topicPartitions: [{ topic, count: 3 }] });
    expect((await admin.identities([topic])).topics).toEqual([{ ...before.topics[0], partitions: 3 }]);

    await somebodyElse.deleteTopics({ topics: [topic] });
    while ((await admin.identities([topic])).topics.length > 0);
    await admin.ensureTopics([topic], { partitions: 2, replicationFactor: 1 });
    const after = await admin.identities([topic]);
    expect(after.clusterId).toBe(before.clusterId);
    expect(after.topics[0]).toMatchObject({ topic, partitions: 2 });
    expect(after.topics[0]?.id).not.toBe(before.topics[0]?.id);
  });

  it('are told when nobody asks for any', async () => {
    expect((await admin.identities([])).topics).toEqual([]);
    expect(await admin.differences([])).toEqual([]);
  });
});

describe('a broker that is away', () => {
  it.each([
    ['kafkajs', KafkajsTopicAdmin],
    ['platformatic', PlatformaticTopicAdmin],
  ])('is told by %s, instead of an admin that cannot answer', async (_client, Admin) => {
    await expect(Admin.connect({ ...place, brokers: ['127.0.0.1:1'] })).rejects.toThrow();
  });
});
