import { randomUUID } from 'node:crypto';
import { connectKafka, kafkajsClient, type LogWriter, type TopicAdmin } from '@satudata/event-log';
import { createTestDatabase, waitFor, type TestDatabase } from '@satudata/testing';
import type { EntityManager } from 'typeorm';
import type { Projection } from '../events/projection.js';
import { inboxSchema } from '../index.js';
import { joinGroup, type Member } from '../told/member.js';
import { seeing, seenSchema, type SeenEvent } from '../told/seen-events.js';
import { toldEvent } from '../told/told-event.js';

const brokers = () => (process.env['TEST_KAFKA_BROKERS'] ?? '').split(',');

let store: TestDatabase;
let writer: LogWriter;
let admin: TopicAdmin;
let topic: string;
let closing: (() => Promise<void>)[] = [];

const kafka = () => connectKafka({ brokers: brokers(), clientId: 'inbox-spec' });

beforeAll(async () => {
  store = await createTestDatabase('consolidation', [inboxSchema, seenSchema]);
  writer = kafka().writer();
  await writer.connect();
  admin = await kafka().admin();
}, 60_000);

beforeEach(async () => {
  topic = `inbox-spec.${randomUUID()}`;
  await admin.ensureTopics([topic], { partitions: 3, replicationFactor: 1 });
});

afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  closing = [];
});

afterAll(async () => {
  await admin.close();
  await writer.close();
  await store.drop();
});

/** A service that hears `topic` under the topic's own name as consumer. */
async function join(projection: Projection = seeing, sessionTimeoutMs = 30_000): Promise<Member> {
  const place = { topic, databaseUrl: store.appUrl, brokers: brokers(), admin };
  const member = await joinGroup(place, projection, sessionTimeoutMs);
  closing.push(() => member.leave());
  return member;
}

/** Applies, then does something else before the commit. */
const andThen = (meanwhile: (manager: EntityManager) => Promise<void>): Projection<SeenEvent> => ({
  ...seeing,
  async fold(manager, facts) {
    const outcome = await seeing.fold(manager, facts);
    await meanwhile(manager);
    return outcome;
  },
});

/** Keys carry the topic: the specs share one table. */
const message = (key: string, version: number) => toldEvent(`${topic} ${key}`, version);

const say = (keys: number, version: number) =>
  writer.append(
    topic,
    Array.from({ length: keys }, (_, index) => message(`k${index}`, version)),
  );

const seen = () =>
  store.query<{ key: string; versions: string[] }>(
    `select key, array_agg(version order by place) as versions from seen.event where key like $1 group by key`,
    [`${topic} %`],
  );
const applied = async () => (await seen()).reduce((sum, { versions }) => sum + versions.length, 0);
const appliedAtLeast = (count: number) =>
  waitFor(`${count} events to be applied`, async () => (await applied()) >= count, { within: 40_000 });

describe('a service that hears a topic', () => {
  it('applies what was said before and after it joined, each event once and in order per key', async () => {
    await say(50, 1);
    await join();
    await appliedAtLeast(50);
    await say(50, 2);
    await appliedAtLeast(100);
    expect((await seen()).map(({ versions }) => versions.join())).toEqual(Array(50).fill('1,2'));
  }, 60_000);

  it('goes on from its own position although the group remembers another', async () => {
    await say(30, 1);
    const first = await join();
    await appliedAtLeast(30);
    await first.inbox.close();
    await forgetWhatTheGroupRemembers();
    await join();
    await say(30, 2);
    await appliedAtLeast(60);
    expect((await seen()).every(({ versions }) => versions.join() === '1,2')).toBe(true);
  }, 90_000);

  it('loses and doubles nothing when its connection dies between the effects and the commit', async () => {
    let kills = 0;
    const dying = andThen(async (manager) => {
      if (kills < 2) await store.query('select pg_terminate_backend($1)', [await backendOf(manager)]);
      kills += 1;
    });
    await say(30, 1);
    await join(dying);
    await appliedAtLeast(30);
    expect(kills).toBeGreaterThan(2);
    expect((await seen()).map(({ versions }) => versions.join())).toEqual(Array(30).fill('1'));
  }, 60_000);

  it('leaves within five seconds, and what it had begun is whole', async () => {
    await say(3_000, 1);
    const { inbox } = await join();
    await appliedAtLeast(1);
    const begun = Date.now();
    await inbox.close();
    expect(Date.now() - begun).toBeLessThan(5_000);
    const [position] = await store.query('select sum(next_offset)::int as next from inbox.position where topic = $1', [
      topic,
    ]);
    expect(await applied()).toBe(position?.['next']);
  }, 60_000);
});

describe('a handler that hangs', () => {
  it('loses its partition to another member, although its reader still shows signs of life', async () => {
    const session = 6_000;
    const folds = { first: 0, second: 0, hangs: false };
    const first: Projection<SeenEvent> = {
      ...seeing,
      fold: (...chunk) => ((folds.first += 1), folds.hangs ? new Promise(() => undefined) : seeing.fold(...chunk)),
    };
    const second: Projection<SeenEvent> = {
      ...seeing,
      fold: (...chunk) => ((folds.second += 1), seeing.fold(...chunk)),
    };
    const { fatal } = await join(first, session);
    await join(second, session);
    let version = 0;
    await waitFor(
      'both members to hold partitions',
      async () => (await say(30, (version += 1)), folds.first * folds.second > 0),
      { within: 30_000 },
    );
    folds.hangs = true;
    await say(30, (version += 1));
    await waitFor('the other member to apply the rest', async () => (await applied()) >= 30 * version, {
      within: session + 5_000,
    });
    expect(fatal.map(({ name }) => name)).toEqual(['ChunkHung']);
    const versions = Array.from({ length: version }, (_, index) => index + 1).join();
    expect((await seen()).map((key) => key.versions.join())).toEqual(Array(30).fill(versions));
  }, 60_000);
});

describe('a service that cannot go on', () => {
  it('says so once and is no longer ready, instead of looking healthy', async () => {
    const broken: Projection = { ...seeing, fold: (manager) => manager.query('select from no_such_table') };
    const { inbox, fatal } = await join(broken);
    await say(1, 1);
    await waitFor('the fatal error', () => fatal.length > 0, { within: 20_000 });
    expect(fatal.map((error) => error.message)).toEqual(['relation "no_such_table" does not exist']);
    expect(() => inbox.assertReading()).toThrow('inbox is broken');
    expect(await applied()).toBe(0);
  }, 60_000);
});

describe('a log that is not the one the positions belong to', () => {
  const saidOf = async ({ inbox }: Member) => {
    await waitFor('the complaint', () => inbox.complaints.length > 0, { within: 40_000 });
    expect(() => inbox.assertReading()).toThrow(inbox.complaints.join());
    return inbox.complaints.join();
  };
  const anew = async () => {
    await asAdmin((operator) => operator.deleteTopics({ topics: [topic] }));
    await waitFor('the topic to be gone', async () => (await admin.identities([topic])).topics.length === 0, {
      within: 20_000,
    });
    await admin.ensureTopics([topic], { partitions: 3, replicationFactor: 1 });
  };

  it('is not read when it ends before a position', async () => {
    await store.query(
      `insert into inbox.position (consumer, topic, partition, next_offset, appended_at) values ($1, $1, 1, 40, now())`,
      [topic],
    );
    expect(await saidOf(await join())).toBe(`${topic}/1 ends at 0, yet events up to 40 were applied`);
  }, 60_000);

  it('is not read when it was made anew meanwhile and has grown beyond the positions', async () => {
    await say(30, 1);
    const first = await join();
    await appliedAtLeast(30);
    await first.inbox.close();
    await anew();
    await say(90, 2);
    expect(await saidOf(await join())).toContain(`topic ${topic} was made anew`);
    expect(await applied()).toBe(30);
  }, 90_000);

  it('is noticed when it is made anew under a member that reads', async () => {
    await say(30, 1);
    const member = await join();
    await appliedAtLeast(30);
    await anew();
    expect(await saidOf(member)).toMatch(/was made anew|does not exist any more/);
  }, 90_000);

  it('is not read past events that were deleted before they were applied', async () => {
    await say(30, 1);
    const first = await join();
    await appliedAtLeast(30);
    await first.inbox.close();
    await say(30, 2);
    const ends = await admin.endOffsets(topic);
    const partitions = ends.map(({ partition, next }) => ({ partition, offset: next }));
    await asAdmin(async (operator) => {
      // The client deletes only in topics that it has met.
      await operator.fetchTopicOffsets(topic);
      await operator.deleteTopicRecords({ topic, partitions });
    });
    await say(30, 3);
    expect(await saidOf(await join())).toContain('events that were not applied are gone');
    expect(await applied()).toBe(30);
  }, 90_000);

  it('is read on in all its partitions when it has grown, and nothing is lost or applied twice', async () => {
    await say(30, 1);
    const first = await join();
    await appliedAtLeast(30);
    await first.inbox.close();
    await asAdmin((operator) => operator.createPartitions({ topicPartitions: [{ topic, count: 6 }] }));
    await join();
    await waitFor('the new partitions to be noted', async () => (await partitionsKnown()) === 6, { within: 30_000 });
    await say(30, 2);
    await appliedAtLeast(60);
    expect((await seen()).map(({ versions }) => versions.join())).toEqual(Array(30).fill('1,2'));
  }, 90_000);

  it('is waited for when it is missing, and read once it is there', async () => {
    const made = topic;
    topic = `inbox-spec.${randomUUID()}`;
    const member = await join();
    expect(await saidOf(member)).toBe(`topic ${topic} does not exist`);
    await admin.ensureTopics([topic], { partitions: 1, replicationFactor: 1 });
    await say(3, 1);
    await appliedAtLeast(3);
    expect(member.inbox.complaints).toEqual([]);
    topic = made;
  }, 60_000);
});

const partitionsKnown = async () =>
  (await store.query('select partitions from inbox.known_topic where topic = $1', [topic]))[0]?.['partitions'];

async function asAdmin(work: (operator: ReturnType<ReturnType<typeof kafkajsClient>['admin']>) => Promise<unknown>) {
  const operator = kafkajsClient({ brokers: brokers(), clientId: 'inbox-spec' }).admin();
  await operator.connect();
  await work(operator).finally(() => operator.disconnect());
}

async function backendOf(manager: EntityManager): Promise<number> {
  const [row] = (await manager.query('select pg_backend_pid() as pid')) as [{ pid: number }];
  return row.pid;
}

/** As after an operator's reset, or a week of silence: the group would read everything again. */
async function forgetWhatTheGroupRemembers(): Promise<void> {
  const group = kafkajsClient({ brokers: brokers(), clientId: 'inbox-spec' }).admin();
  await group.connect();
  await waitFor(
    'the group to be empty',
    () => group.resetOffsets({ groupId: topic, topic, earliest: true }).then(() => true),
    {
      within: 30_000,
    },
  );
  await group.disconnect();
}
