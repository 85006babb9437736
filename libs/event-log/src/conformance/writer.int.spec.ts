import { randomUUID } from 'node:crypto';
import { connectKafka, KAFKA_CLIENTS } from '../connect-kafka.js';
import { kafkajsClient } from '../kafkajs/kafkajs-client.js';
import type { LogMessage, TopicAdmin } from '../ports.js';
import { readTopic } from '../read-topic.js';

const place = { brokers: process.env['TEST_KAFKA_BROKERS']!.split(','), clientId: 'log-writer-spec' };
describe.each(KAFKA_CLIENTS)('by %s,', (client) => {
  const kafka = connectKafka({ ...place, client });
  const writer = kafka.writer();
  let admin: TopicAdmin;

  beforeAll(async () => {
    admin = await kafka.admin();
    await writer.connect();
  });
  afterAll(async () => {
    await writer.close();
    await admin.close();
  });

  async function newTopic(partitions: number): Promise<string> {
    const topic = `spec.log-writer.${randomUUID()}`;
    await admin.ensureTopics([topic], { partitions, replicationFactor: 1 });
    return topic;
  }

  async function wholeTopic(topic: string): Promise<(LogMessage & { partition: number })[]> {
    const read: (LogMessage & { partition: number })[] = [];
    await readTopic(kafka, topic, (message, partition) => read.push({ ...message, partition }));
    return read;
  }

  describe('what is appended', () => {
    it('is read in the order of writing per key, each message once', async () => {
      const topic = await newTopic(3);
      const keys = ['one', 'two', 'three', 'four', 'five'];
      const sent = Array.from({ length: 1_000 }, (_, index) => ({
        key: keys[index % 5]!,
        value: String(index),
        headers: {},
      }));
      const calls = Array.from({ length: 10 }, (_, call) => sent.slice(call * 100, call * 100 + 100));
      for (const messages of calls) await writer.append(topic, messages);

      const read = await wholeTopic(topic);
      expect(read).toHaveLength(sent.length);
      for (const key of keys) {
        const values = (messages: readonly { key: string; value: unknown }[]) =>
          messages.filter((message) => message.key === key).map(({ value }) => String(value));
        expect(values(read)).toEqual(values(sent));
      }
    });

    it('keeps its bytes and headers, and gets the time of the broker', async () => {
      const topic = await newTopic(1);
      const before = Date.now();
      const value = '{"nama":"CONTOH 🌾"}';
      await writer.append(topic, [{ key: 'k', value, headers: { ce_id: 'x', 'satudata-tx': '7;1/1' } }]);
      const [message] = await wholeTopic(topic);
      expect(message).toMatchObject({ key: 'k', offset: '0', headers: { ce_id: 'x', 'satudata-tx': '7;1/1' } });
      expect(message?.value.toString('utf8')).toBe(value);
      expect(Math.abs(message!.appendedAt - before)).toBeLessThan(60_000);
    });

    it('lands in the partition where the Java client would put its key', async () => {
      // Hashes of org.apache.kafka.common.utils.UtilsTest#testMurmur2; the Java client takes them as positive, modulo.
      const java: [key: string, murmur2: number][] = [
        ['21', -973932308],
        ['foobar', -790332482],
        ['a-little-bit-long-string', -985981536],
        ['a-little-bit-longer-string', -1486304829],
        ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
        ['abc', 479470107],
      ];
      const topic = await newTopic(12);
      await writer.append(
        topic,
        java.map(([key]) => ({ key, value: '{}', headers: {} })),
      );
      const read = await wholeTopic(topic);
      expect(Object.fromEntries(read.map(({ key, partition }) => [key, partition]))).toEqual(
        Object.fromEntries(java.map(([key, hash]) => [key, (hash & 0x7fffffff) % 12])),
      );
    });

    it('is refused when it is too large for the broker, and the writer goes on', async () => {
      const topic = await newTopic(1);
      const tooLarge = Array.from({ length: 3 }, () => ({ key: 'k', value: 'x'.repeat(500_000), headers: {} }));
      await expect(writer.append(topic, tooLarge)).rejects.toThrow();
      await writer.append(topic, [{ key: 'k', value: 'small', headers: {} }]);
      expect((await wholeTopic(topic)).map(({ value }) => String(value))).toEqual(['small']);
    });

    it('takes values as text and as bytes alike', async () => {
      const topic = await newTopic(1);
      await writer.append(topic, [
        { key: 'k', value: 'é', headers: {} },
        { key: 'k', value: Buffer.from('é'), headers: {} },
      ]);
      expect((await wholeTopic(topic)).map(({ value }) => value.toString('hex'))).toEqual(['c3a9', 'c3a9']);
    });

    it('arrives whole when several topics are written at the same moment', async () => {
      const topics = await Promise.all([newTopic(2), newTopic(2), newTopic(2)]);
      const messages = Array.from({ length: 500 }, (_, index) => ({ key: String(index), value: 'v', headers: {} }));
      await Promise.all(topics.map((topic) => writer.append(topic, messages)));
      for (const topic of topics) expect(await wholeTopic(topic)).toHaveLength(500);
    });

    it('to a topic that does not exist is refused: nobody creates topics by accident', async () => {
      const topic = `spec.log-writer.${randomUUID()}`;
      const impatient = kafka.writer();
      await impatient.connect();
      await expect(impatient.append(topic, [{ key: 'k', value: '{}', headers: {} }])).rejects.toThrow();
      await impatient.close();
      expect(await admin.differences([topic])).toEqual([`topic ${topic} does not exist`]);
    });
  });

  describe('reading a whole topic', () => {
    it('ends at once when there is nothing', async () => {
      expect(await wholeTopic(await newTopic(3))).toEqual([]);
    });

    it('can be repeated and gives the same, because no position is kept', async () => {
      const topic = await newTopic(3);
      await writer.append(
        topic,
        ['a', 'b', 'c', 'd'].map((key) => ({ key, value: key, headers: {} })),
      );
      const inOrder = (messages: { key: string }[]) => messages.map(({ key }) => key).sort();
      expect(inOrder(await wholeTopic(topic))).toEqual(['a', 'b', 'c', 'd']);
      expect(inOrder(await wholeTopic(topic))).toEqual(['a', 'b', 'c', 'd']);
    });

    it('leaves no consumer group behind', async () => {
      const topic = await newTopic(1);
      await writer.append(topic, [{ key: 'k', value: '{}', headers: {} }]);
      await wholeTopic(topic);
      const groups = kafkajsClient(place).admin();
      await groups.connect();
      const left = (await groups.listGroups()).groups.filter(({ groupId }) => groupId.startsWith('satudata-read-'));
      await groups.disconnect();
      expect(left).toEqual([]);
    });

    it('ends with the error of whoever takes the messages', async () => {
      const topic = await newTopic(1);
      await writer.append(topic, [{ key: 'k', value: '{}', headers: {} }]);
      const refusal = () => {
        throw new Error('no room left');
      };
      await expect(readTopic(kafka, topic, refusal)).rejects.toThrow('no room left');
    });
  });
});
