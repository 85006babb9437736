import { randomUUID } from 'node:crypto';
import { waitFor } from '@satudata/testing';
import type { Admin } from 'kafkajs';
import { connectKafka, KAFKA_CLIENTS } from '../connect-kafka.js';
import { kafkajsClient } from '../kafkajs/kafkajs-client.js';
import type { TopicAdmin } from '../ports.js';
import { Listener } from './listener.js';

const place = { brokers: process.env['TEST_KAFKA_BROKERS']!.split(','), clientId: 'log-reader-spec' };
const writer = connectKafka(place).writer();
const groups: Admin = kafkajsClient(place).admin();
let topics: TopicAdmin;
const open: Listener[] = [];

beforeAll(async () => {
  topics = await connectKafka(place).admin();
  await Promise.all([writer.connect(), groups.connect()]);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ reader }) => reader.stop()));
});
afterAll(async () => {
  await Promise.all([writer.close(), groups.disconnect(), topics.close()]);
});

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

/** A topic of one partition that holds `count` messages, and the name of a group. */
async function given(count: number): Promise<{ topic: string; groupId: string }> {
  const topic = `spec.log-reader.${randomUUID()}`;
  await topics.ensureTopics([topic], { partitions: 1, replicationFactor: 1 });
  if (count > 0) await appendTo(topic, count);
  return { topic, groupId: `spec-${randomUUID()}` };
}

async function appendTo(topic: string, count: number): Promise<void> {
  await writer.append(
    topic,
    range(0, count).map((index) => ({ key: 'k', value: String(index), headers: {} })),
  );
}

async function rememberedBy(groupId: string, topic: string): Promise<string | undefined> {
  const [remembered] = await groups.fetchOffsets({ groupId, topics: [topic] });
  return remembered?.partitions[0]?.offset;
}

const until = (what: string, condition: () => boolean | Promise<boolean>) =>
  waitFor(what, condition, { within: 20_000 });

describe.each(KAFKA_CLIENTS)('a reader by %s', (client) => {
  const log = connectKafka({ ...place, client });

  function listener(groupId: string): Listener {
    const made = new Listener(log, { groupId });
    open.push(made);
    return made;
  }

  /** A group whose earlier member read the first `remembered` of `count` messages. */
  async function givenAGroupThatRemembers(remembered: number, count: number) {
    const { topic, groupId } = await given(remembered);
    const earlier = listener(groupId);
    await earlier.start(topic);
    await until('the group to remember', async () => (await rememberedBy(groupId, topic)) === String(remembered));
    await earlier.reader.stop();
    await appendTo(topic, count - remembered);
    return { topic, groupId };
  }

  it('reads from the beginning, in order, and goes on with what is appended later', async () => {
    const { topic, groupId } = await given(5);
    const one = listener(groupId);
    await one.start(topic);
    await until('the first', () => one.heard.length >= 5);
    await appendTo(topic, 5);
    await until('the later', () => one.heard.length >= 10);
    expect(one.offsets).toEqual(range(0, 10));
  });

  it.each([
    ['behind', 9, 3],
    ['before', 2, 7],
    ['at', 4, 4],
  ])('starts where its handlers stand, although the group remembers a place %s it', async (_, remembered, stands) => {
    const { topic, groupId } = await givenAGroupThatRemembers(remembered, 10);
    const one = listener(groupId);
    one.startAt = async () => String(stands);
    await one.start(topic);
    await until('the last', () => one.offsets.includes(9));
    expect(one.offsets).toEqual(range(stands, 10));
  });

  it('hands out nothing before its handlers have said where they stand', async () => {
    const { topic, groupId } = await givenAGroupThatRemembers(2, 10);
    const one = listener(groupId);
    let answer: (offset: string) => void = () => undefined;
    one.startAt = () => new Promise((resolve) => (answer = resolve));
    await one.start(topic);
    await fetchedByGroup(groupId);
    expect(one.heard).toEqual([]);
    answer('6');
    await until('the last', () => one.offsets.includes(9));
    expect(one.offsets).toEqual(range(6, 10));
  });

  it('reads again from where its handlers send it in the middle of a batch, and the batch is stale', async () => {
    const { topic, groupId } = await given(4);
    const one = listener(groupId);
    const stale: boolean[] = [];
    one.onBatch = (batch) => {
      if (stale.length === 0) one.reader.seek(topic, 0, '1');
      stale.push(batch.isStale());
    };
    await one.start(topic);
    await until('the last', () => one.offsets.includes(3));
    expect(one.offsets).toEqual(range(1, 4));
    expect(stale).toEqual([true, false]);
  });

  it('hands a batch out again when its handler has failed, and nothing behind it before', async () => {
    const { topic, groupId } = await given(3);
    const one = listener(groupId);
    let failures = 0;
    one.onBatch = () => {
      failures += 1;
      if (failures <= 2) throw new Error('not now');
    };
    await one.start(topic);
    await until('the last', () => one.offsets.includes(2));
    expect(one.offsets).toEqual(range(0, 3));
    expect(one.fatal).toEqual([]);
  });

  it('drops what it has read ahead of a batch whose handler fails, and hands all of it out in order', async () => {
    const { topic, groupId } = await given(0);
    const large = { key: 'k', value: 'x'.repeat(900_000), headers: {} };
    for (let message = 0; message < 12; message += 1) await writer.append(topic, [large]);
    const one = listener(groupId);
    const firsts: number[] = [];
    one.onBatch = async ({ messages }) => {
      firsts.push(Number(messages[0]?.offset));
      await fetchedByGroup(groupId);
      if (firsts.length === 2) throw new Error('not now');
    };
    await one.start(topic);
    await until('the last', () => one.offsets.includes(11));
    expect(one.offsets).toEqual(range(0, 12));
    expect(firsts.length).toBeGreaterThanOrEqual(4);
    expect(firsts[2]).toBe(firsts[1]);
  });

  it('tells the group how far it is, for those who measure lag', async () => {
    const { topic, groupId } = await given(6);
    const one = listener(groupId);
    await one.start(topic);
    await until('the group to be told', async () => (await rememberedBy(groupId, topic)) === '6');
    expect(one.offsets).toEqual(range(0, 6));
  });

  it('goes on where it stands after a restart', async () => {
    const { topic, groupId } = await given(5);
    const first = listener(groupId);
    await first.start(topic);
    await until('the first five', () => first.heard.length >= 5);
    await first.reader.stop();
    await appendTo(topic, 5);
    const second = listener(groupId);
    second.startAt = async () => '5';
    await second.start(topic);
    await until('the other five', () => second.heard.length >= 5);
    expect([...first.offsets, ...second.offsets]).toEqual(range(0, 10));
  });

  it('hands out nothing any more once it has stopped', async () => {
    const { topic, groupId } = await given(1);
    const one = listener(groupId);
    await one.start(topic);
    await until('the first', () => one.heard.length >= 1);
    await one.reader.stop();
    await appendTo(topic, 1);
    const after = listener(groupId);
    await after.start(topic);
    await until('the next reader to have heard it', () => after.heard.length >= 2);
    expect(one.offsets).toEqual([0]);
  });

  it('says that it cannot go on when its handlers do not know where they stand', async () => {
    const { topic, groupId } = await given(1);
    const one = listener(groupId);
    one.startAt = () => Promise.reject(new Error('no position'));
    await one.start(topic);
    await until('the fatal error', () => one.fatal.length > 0);
    expect(one.fatal[0]?.message).toBe('no position');
    expect(one.heard).toEqual([]);
  });

  it('says that it cannot go on when the log does not hold where its handlers stand', async () => {
    const { topic, groupId } = await given(3);
    const one = listener(groupId);
    one.startAt = async () => '40';
    await one.start(topic);
    await until('the fatal error', () => one.fatal.length > 0);
    expect(one.fatal[0]?.message).toBe(`${topic}/0 does not hold offset 40`);
    expect(one.heard).toEqual([]);
  });

  it('takes key, value, headers and the time of the broker as they are, tombstones and large values among them', async () => {
    const { topic, groupId } = await given(0);
    const producer = kafkajsClient(place).producer();
    await producer.connect();
    const large = 'x'.repeat(900_000);
    await producer.send({
      topic,
      messages: [
        { key: 'k', value: '{"nama":"CONTOH 🌾"}', headers: { ce_id: 'x', 'satudata-tx': '7;1/1' }, timestamp: '5' },
        { key: 'k', value: null },
        { key: null, value: 'keyless' },
        { key: 'large', value: large },
      ],
    });
    await producer.disconnect();
    const one = listener(groupId);
    await one.start(topic);
    await until('all four', () => one.heard.length >= 4);
    expect(one.heard.map(({ key }) => key)).toEqual(['k', 'k', '', 'large']);
    expect(one.values).toEqual(['{"nama":"CONTOH 🌾"}', '', 'keyless', large]);
    expect(one.heard[0]?.headers).toEqual({ ce_id: 'x', 'satudata-tx': '7;1/1' });
    expect(one.heard.map(({ appendedAt }) => Math.abs(appendedAt - Date.now()) < 60_000)).toEqual(Array(4).fill(true));
  });

  it('works on several partitions at a time, and on each in order', async () => {
    const topic = `spec.log-reader.${randomUUID()}`;
    await topics.ensureTopics([topic], { partitions: 3, replicationFactor: 1 });
    const keys = range(0, 30).map(String);
    for (const round of ['1', '2', '3', '4']) {
      await writer.append(
        topic,
        keys.map((key) => ({ key, value: round, headers: {} })),
      );
    }
    const one = listener(`spec-${randomUUID()}`);
    const atWork = new Set<number>();
    let together: (() => void) | undefined;
    const allThree = new Promise<void>((resolve) => (together = resolve));
    one.onBatch = async ({ partition }) => {
      atWork.add(partition);
      if (atWork.size === 3) together?.();
      await allThree;
    };
    await one.start(topic);
    await until('all of it', () => one.heard.length >= 120);
    for (const key of keys) {
      expect(one.heard.filter((message) => message.key === key).map(({ value }) => String(value))).toEqual([
        '1',
        '2',
        '3',
        '4',
      ]);
    }
  });

  /** The group is stable and the broker has answered a few requests since: a first fetch has had its time. */
  async function fetchedByGroup(groupId: string): Promise<void> {
    const state = async () => (await groups.describeGroups([groupId])).groups[0]?.state;
    while ((await state()) !== 'Stable');
    for (let request = 0; request < 50; request += 1) await state();
  }
});
