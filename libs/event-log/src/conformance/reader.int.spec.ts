import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { Admin } from 'kafkajs';
import { connectKafka } from '../connect-kafka.js';
import { kafkajsClient } from '../kafkajs/kafkajs-client.js';
import type { LogBatch, LogReader, LogReaderHandlers, TopicAdmin } from '../ports.js';

const place = { brokers: process.env['TEST_KAFKA_BROKERS']!.split(','), clientId: 'log-reader-spec' };
const kafka = connectKafka(place);
const writer = kafka.writer();
const groups: Admin = kafkajsClient(place).admin();
let topics: TopicAdmin;
const open: LogReader[] = [];

beforeAll(async () => {
  topics = await kafka.admin();
  await Promise.all([writer.connect(), groups.connect()]);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((reader) => reader.stop()));
});
afterAll(async () => {
  await Promise.all([writer.close(), groups.disconnect(), topics.close()]);
});

/** A topic of one partition that holds `count` messages, and the name of a group. */
async function given(count: number): Promise<{ topic: string; groupId: string }> {
  const topic = `spec.log-reader.${randomUUID()}`;
  await topics.ensureTopics([topic], { partitions: 1, replicationFactor: 1 });
  await appendTo(topic, count);
  return { topic, groupId: `spec-${randomUUID()}` };
}

async function appendTo(topic: string, count: number): Promise<void> {
  await writer.append(
    topic,
    Array.from({ length: count }, (_, index) => ({ key: 'k', value: String(index), headers: {} })),
  );
}

/** Reads and remembers the offsets it was given; `until` resolves when it has seen so many. */
class Listener {
  readonly seen: number[] = [];
  readonly fatal: Error[] = [];
  readonly reader: LogReader;
  private readonly bell = new EventEmitter();

  constructor(groupId: string) {
    this.reader = kafka.reader({ groupId, concurrency: 1, sessionTimeoutMs: 30_000 });
    open.push(this.reader);
  }

  start(topic: string, startAt: () => Promise<string>, onBatch: (batch: LogBatch) => void = () => undefined) {
    const handlers: LogReaderHandlers = {
      startAt,
      onBatch: async (batch) => {
        this.seen.push(...batch.messages.map(({ offset }) => Number(offset)));
        onBatch(batch);
        this.bell.emit('heard');
      },
      onFatal: (error) => {
        this.fatal.push(error);
        this.bell.emit('heard');
      },
    };
    return this.reader.start([topic], handlers);
  }

  async until(enough: () => boolean): Promise<void> {
    const signal = AbortSignal.timeout(20_000);
    while (!enough()) await once(this.bell, 'heard', { signal });
  }
}

/** A group whose earlier member read the first `remembered` of `count` messages. */
async function givenAGroupThatRemembers(remembered: number, count: number) {
  const { topic, groupId } = await given(remembered);
  const earlier = new Listener(groupId);
  await earlier.start(topic, async () => '0');
  while ((await rememberedBy(groupId, topic)) !== String(remembered));
  await earlier.reader.stop();
  await appendTo(topic, count - remembered);
  return { topic, groupId };
}

async function rememberedBy(groupId: string, topic: string): Promise<string | undefined> {
  const [remembered] = await groups.fetchOffsets({ groupId, topics: [topic] });
  return remembered?.partitions[0]?.offset;
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe('a reader', () => {
  it('reads from the beginning, in order, and goes on with what is appended later', async () => {
    const { topic, groupId } = await given(5);
    const listener = new Listener(groupId);
    await listener.start(topic, async () => '0');
    await listener.until(() => listener.seen.length >= 5);
    await appendTo(topic, 5);
    await listener.until(() => listener.seen.length >= 10);
    expect(listener.seen).toEqual(range(0, 10));
  });

  it.each([
    ['behind', 9, 3],
    ['before', 2, 7],
    ['at', 4, 4],
  ])('starts where its handlers stand, although the group remembers a place %s it', async (_, remembered, stands) => {
    const { topic, groupId } = await givenAGroupThatRemembers(remembered, 10);
    const listener = new Listener(groupId);
    await listener.start(topic, async () => String(stands));
    await listener.until(() => listener.seen.includes(9));
    expect(listener.seen).toEqual(range(stands, 10));
  });

  it('hands out nothing before its handlers have said where they stand', async () => {
    const { topic, groupId } = await givenAGroupThatRemembers(2, 10);
    const listener = new Listener(groupId);
    let answer: (offset: string) => void = () => undefined;
    const started = listener.start(topic, () => new Promise((resolve) => (answer = resolve)));
    await started;
    await fetchedByGroup(groupId);
    expect(listener.seen).toEqual([]);
    answer('6');
    await listener.until(() => listener.seen.includes(9));
    expect(listener.seen).toEqual(range(6, 10));
  });

  it('reads again from where its handlers send it in the middle of a batch', async () => {
    const { topic, groupId } = await given(4);
    const listener = new Listener(groupId);
    let again = true;
    await listener.start(
      topic,
      async () => '0',
      () => {
        if (again) listener.reader.seek(topic, 0, '1');
        again = false;
      },
    );
    await listener.until(() => listener.seen.length >= 7);
    expect(listener.seen).toEqual([...range(0, 4), ...range(1, 4)]);
  });

  it('tells the group how far it is, for those who measure lag', async () => {
    const { topic, groupId } = await given(6);
    const listener = new Listener(groupId);
    await listener.start(topic, async () => '0');
    while ((await rememberedBy(groupId, topic)) !== '6');
    expect(listener.seen).toEqual(range(0, 6));
  });

  it('says that it cannot go on when its handlers do not know where they stand', async () => {
    const { topic, groupId } = await given(1);
    const listener = new Listener(groupId);
    await listener.start(topic, async () => {
      throw new Error('no position');
    });
    await listener.until(() => listener.fatal.length > 0);
    expect(listener.fatal[0]?.message).toBe('no position');
    expect(listener.seen).toEqual([]);
  });
});

/** The group is stable and the broker has answered a few requests since: a first fetch has had its time. */
async function fetchedByGroup(groupId: string): Promise<void> {
  const state = async () => (await groups.describeGroups([groupId])).groups[0]?.state;
  while ((await state()) !== 'Stable');
  for (let request = 0; request < 50; request += 1) await state();
}
