import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Gate, waitFor } from '@satudata/testing';
import { connectKafka, KAFKA_CLIENTS, type KafkaClient } from '../connect-kafka.js';
import type { LogBatch, TopicAdmin } from '../ports.js';
import { Listener } from './listener.js';

const place = { brokers: process.env['TEST_KAFKA_BROKERS']!.split(','), clientId: 'group-spec' };
const SESSION_MS = 2_000;
const writer = connectKafka(place).writer();
let topics: TopicAdmin;
let topic: string;
let groupId: string;
let open: Listener[] = [];

beforeAll(async () => {
  topics = await connectKafka(place).admin();
  await writer.connect();
});
afterEach(async () => {
  await Promise.all(open.map(({ reader }) => reader.stop()));
  open = [];
});
afterAll(() => Promise.all([writer.close(), topics.close()]));

async function givenTopic(partitions: number): Promise<void> {
  topic = `spec.group.${randomUUID()}`;
  groupId = `spec-${randomUUID()}`;
  await topics.ensureTopics([topic], { partitions, replicationFactor: 1 });
}

/** Positions that the members share, as the inbox keeps them: the first to reach an offset has heard it. */
class SharedPositions {
  private readonly next = new Map<number, number>();
  readonly keys: string[] = [];

  at(partition: number): string {
    return String(this.next.get(partition) ?? 0);
  }

  take({ partition, messages }: LogBatch): void {
    for (const { offset, key } of messages) {
      if (Number(offset) !== (this.next.get(partition) ?? 0)) continue;
      this.next.set(partition, Number(offset) + 1);
      this.keys.push(key);
    }
  }
}

function member(client: KafkaClient, positions: SharedPositions): Listener {
  const one = new Listener(connectKafka({ ...place, client }), { groupId, sessionTimeoutMs: SESSION_MS });
  one.startAt = async (_topic, partition) => positions.at(partition);
  one.onBatch = (batch) => positions.take(batch);
  open.push(one);
  return one;
}

const say = (keys: readonly string[]) =>
  writer.append(
    topic,
    keys.map((key) => ({ key, value: key, headers: {} })),
  );
const keysOf = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name}${index}`);
const until = (what: string, condition: () => boolean | Promise<boolean>) =>
  waitFor(what, condition, { within: 25_000 });

/** Partitions that a member heard from after the moment of asking. */
async function sharesFrom(members: readonly Listener[], positions: SharedPositions): Promise<Set<number>[]> {
  const before = members.map(({ heard }) => heard.length);
  const keys = keysOf(randomUUID(), 40);
  await say(keys);
  await until('all of them', () => keys.every((key) => positions.keys.includes(key)));
  return members.map(({ heard }, index) => new Set(heard.slice(before[index]).map(({ partition }) => partition)));
}

const together = (shares: readonly Set<number>[]) => shares.flatMap((share) => [...share]).sort();

describe.each<[string, KafkaClient, KafkaClient]>([
  ...KAFKA_CLIENTS.map((client): [string, KafkaClient, KafkaClient] => [client, client, client]),
  ['kafkajs and platformatic, as while a site changes from one to the other', 'kafkajs', 'platformatic'],
])('a group by %s', (_, firstClient, secondClient) => {
  it('shares the partitions among its members, and hears everything once', async () => {
    await givenTopic(4);
    const positions = new SharedPositions();
    await say(keysOf('early', 100));
    const members = [member(firstClient, positions), member(secondClient, positions)];
    await Promise.all(members.map((one) => one.start(topic)));
    await until('all of it', () => positions.keys.length >= 100);
    await until('both to have a share', async () => {
      const shares = await sharesFrom(members, positions);
      return shares.every(({ size }) => size === 2) && together(shares).join() === '0,1,2,3';
    });
    expect(new Set(positions.keys).size).toBe(positions.keys.length);
  });

  it('gives the partitions of a member that leaves to the one that stays', async () => {
    await givenTopic(2);
    const positions = new SharedPositions();
    const [leaving, staying] = [member(firstClient, positions), member(secondClient, positions)];
    await Promise.all([leaving.start(topic), staying.start(topic)]);
    await say(keysOf('early', 40));
    await until('the first', () => positions.keys.length >= 40);
    await leaving.reader.stop();
    await until('all to go to the other', async () => {
      const [share] = await sharesFrom([staying], positions);
      return share?.size === 2;
    });
    expect(new Set(positions.keys).size).toBe(positions.keys.length);
  });
});

describe.each(KAFKA_CLIENTS)('a member by %s', (client) => {
  it('learns while it works that its partition is to be shared anew', async () => {
    await givenTopic(1);
    const positions = new SharedPositions();
    const working = member(client, positions);
    let told = false;
    working.onBatch = async (batch) => {
      if (told) return positions.take(batch);
      try {
        while (!batch.isStale()) {
          await pause(50);
          await batch.heartbeat();
        }
      } finally {
        told = true;
      }
    };
    await working.start(topic);
    await say(['k']);
    await until('the work to begin', async () => working.assigned.length > 0);
    const other = member(client, positions);
    await other.start(topic);
    await until('the message to be heard by whoever has it now', () => positions.keys.includes('k'));
    expect(told).toBe(true);
    expect(working.fatal).toEqual([]);
  });

  it('that hangs gives up its partition within a session, and comes back when it no longer hangs', async () => {
    await givenTopic(1);
    const positions = new SharedPositions();
    const gate = new Gate();
    const hanging = member(client, positions);
    let begun = 0;
    hanging.onBatch = async () => {
      begun = Date.now();
      await gate.pass(1);
    };
    await hanging.start(topic);
    await say(['k']);
    await until('the work to begin', () => begun > 0);
    const other = member(client, positions);
    void other.start(topic);
    await until('the other to hear it', () => positions.keys.includes('k'));
    expect(Date.now() - begun).toBeLessThan(SESSION_MS + 5_000);

    const assignedBefore = hanging.assigned.length;
    hanging.onBatch = (batch) => positions.take(batch);
    gate.allow(1);
    await other.reader.stop();
    await until('the member to be back', () => hanging.assigned.length > assignedBefore);
    await say(['later']);
    await until('it to hear what comes later', () => positions.keys.includes('later'));
    expect(hanging.heard.map(({ key }) => key)).toContain('later');
  });

  it('keeps its partition through work longer than a session, as long as it shows that it is alive', async () => {
    await givenTopic(1);
    const positions = new SharedPositions();
    const working = member(client, positions);
    let isStale: boolean | undefined;
    working.onBatch = async (batch) => {
      const end = Date.now() + 2 * SESSION_MS;
      while (isStale === undefined && Date.now() < end) {
        await pause(100);
        await batch.heartbeat();
      }
      isStale ??= batch.isStale();
      positions.take(batch);
    };
    await working.start(topic);
    await say(['k']);
    await until('the long work to end', () => positions.keys.includes('k'));
    expect(isStale).toBe(false);
    expect(working.assigned).toEqual([0]);
  });
});
