import { randomUUID } from 'node:crypto';
import { connectKafka } from './connect.js';
import { TopicAdmin } from './topic-admin.js';

const kafka = connectKafka({ brokers: process.env['TEST_KAFKA_BROKERS']!.split(','), clientId: 'topic-admin-spec' });
const newTopic = () => `spec.topic-admin.${randomUUID()}`;

let admin: TopicAdmin;
beforeAll(async () => {
  admin = await TopicAdmin.connect(kafka);
});
afterAll(() => admin.close());

async function createAsSomebodyElse(topic: string, config: Record<string, string>): Promise<void> {
  const other = kafka.admin();
  await other.connect();
  const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }));
  await other.createTopics({ topics: [{ topic, numPartitions: 1, configEntries }] });
  await other.disconnect();
}

describe('the topics', () => {
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
});
