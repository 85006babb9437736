import { randomUUID } from 'node:crypto';
import { connectKafka, kafkajsClient, type LogWriter, type TopicAdmin } from '@satudata/event-log';
import { createTestDatabase, waitFor, type TestDatabase } from '@satudata/testing';
import { Client } from 'pg';
import { inboxSchema } from '../index.js';
import { joinGroup, type Member } from '../told/member.js';
import { seeing, seenSchema } from '../told/seen-events.js';
import { toldEvent } from '../told/told-event.js';

const BROKERS = (process.env['TEST_KAFKA_BROKERS'] ?? '').split(',');
const kafka = connectKafka({ brokers: BROKERS, clientId: 'accept-spec' });
const PARTITIONS = 2;
const SOON = { within: 40_000 };

let store: TestDatabase;
let writer: LogWriter;
let admin: TopicAdmin;
let topic: string;
let members: Member[] = [];

beforeAll(async () => {
  store = await createTestDatabase('consolidation', [inboxSchema, seenSchema]);
  writer = kafka.writer();
  await writer.connect();
  admin = await kafka.admin();
}, 60_000);

beforeEach(async () => {
  topic = `accept-spec.${randomUUID()}`;
  await admin.ensureTopics([topic], { partitions: PARTITIONS, replicationFactor: 1 });
});

afterEach(async () => {
  await Promise.all(members.map((member) => member.leave()));
  members = [];
});

afterAll(async () => {
  await admin.close();
  await writer.close();
  await store.drop();
});

async function join(): Promise<Member> {
  const member = await joinGroup({ topic, databaseUrl: store.appUrl, brokers: BROKERS, admin }, seeing, 30_000);
  members.push(member);
  return member;
}

const keyOf = (index: number) => `${topic} k${index}`;
const say = (keys: number, version: number) =>
  writer.append(
    topic,
    Array.from({ length: keys }, (_none, index) => toldEvent(keyOf(index), version)),
  );
const versionsOf = async (index: number) =>
  (
    await store.query<{ version: number }>('select version::int from seen.event where key = $1 order by place', [
      keyOf(index),
    ])
  ).map(({ version }) => version);
const heard = (version: number) =>
  waitFor(`version ${version}`, async () => (await versionsOf(0)).includes(version), SOON);
const complains = ({ inbox }: Member) =>
  waitFor('the complaint', () => inbox.complaints.join().includes('was made anew'), SOON);

/** Under the same name, and nothing in it. */
async function makeAnew(): Promise<void> {
  const operator = kafkajsClient({ brokers: BROKERS, clientId: 'accept-spec' }).admin();
  await operator.connect();
  await operator.deleteTopics({ topics: [topic] }).finally(() => operator.disconnect());
  const isGone = async () => (await admin.identities([topic])).topics.length === 0;
  await waitFor('the topic to be gone', isGone, SOON);
  await admin.ensureTopics([topic], { partitions: PARTITIONS, replicationFactor: 1 });
}

const decision = () => ({ topic, by: 'operator', reason: 'klaster dipulihkan / cluster restored' });
const rowsOf = async (table: string) => store.query(`select * from inbox.${table} where topic = $1`, [topic]);

const rowsOfVersion = async (version: number) =>
  (await store.query('select from seen.event where key like $1 and version = $2', [`${topic} %`, version])).length;

describe('a topic that was made anew', () => {
  let member: Member;
  beforeEach(async () => {
    await say(20, 1);
    const former = await join();
    await heard(1);
    await former.leave();
    await store.query(
      `insert into inbox.parked (consumer, topic, partition, log_offset, key, cause) values ($1, $1, 0, 2, 'k', 'told')`,
      [topic],
    );
    await store.query(
      `insert into inbox.discarded (topic, partition, log_offset, cause, parked_at, discarded_by, reason)
       select $1, partition, 0, 'told', now(), 'operator', 'told' from generate_series(0, 1) as partition`,
      [topic],
    );
    await makeAnew();
    await say(20, 2);
    member = await join();
    await complains(member);
  }, 90_000);

  it('is read from its start once it is accepted: no position and no decision of its former life holds', async () => {
    const end = await member.inbox.acceptTopic(decision());
    expect(end).toEqual({ positions: PARTITIONS, parked: 1, discarded: 2 });
    expect(await rowsOf('parked')).toEqual([]);
    await waitFor('all of the new life', async () => (await rowsOfVersion(2)) === 20, SOON);
    expect(await versionsOf(0)).toEqual([1, 2]);
  }, 90_000);

  it('is not read before', async () => {
    expect(await rowsOfVersion(2)).toBe(0);
  });

  it('is accepted once, also by two at the same moment', async () => {
    const ends = await Promise.all([member.inbox.acceptTopic(decision()), member.inbox.acceptTopic(decision())]);
    expect(ends.filter((end) => end === 'known')).toHaveLength(1);
    expect(await rowsOf('accepted_topic')).toHaveLength(1);
  }, 60_000);

  it('stays known with who accepted it and why, and with the decisions that ended with its former life', async () => {
    const [{ topic_id: former } = {}] = await rowsOf('known_topic');
    await member.inbox.acceptTopic(decision());
    const [accepted] = await rowsOf('accepted_topic');
    const [{ topic_id: now } = {}] = await rowsOf('known_topic');
    expect(now).not.toBe(former);
    expect(accepted).toMatchObject({
      accepted_by: 'operator',
      reason: 'klaster dipulihkan / cluster restored',
      former_topic_id: former,
      topic_id: now,
      discarded: [
        { partition: 0, log_offset: 0, reason: 'told' },
        { partition: 1, log_offset: 0, reason: 'told' },
      ],
    });
  }, 60_000);
});

describe('a member under which a topic was made anew', () => {
  it('ends once the topic is accepted, so that a fresh one reads it', async () => {
    const member = await join();
    await waitFor('it to read', async () => (await rowsOf('position')).length === PARTITIONS, SOON);
    await makeAnew();
    await complains(member);
    await member.inbox.acceptTopic(decision());
    await waitFor('the member to end', () => member.fatal.length > 0, SOON);
    expect(member.fatal.map(({ name }) => name)).toEqual(['LogFitAgain']);
  }, 90_000);
});

describe('what belongs to the life of a topic', () => {
  it.each([
    ['update inbox.accepted_topic set reason = $$other$$'],
    ['delete from inbox.accepted_topic'],
    ['delete from inbox.discarded'],
    ['update inbox.known_topic set topic_id = $$other$$'],
    ['delete from inbox.position'],
  ])('is not for the service itself to change: %s', async (sql) => {
    const app = new Client({ connectionString: store.appUrl });
    await app.connect();
    await expect(app.query(sql).finally(() => app.end())).rejects.toThrow('permission denied');
  });
});

describe('a topic of which nobody complains', () => {
  it('is not accepted, and goes on from its positions', async () => {
    await say(20, 1);
    const member = await join();
    await heard(1);
    expect(await member.inbox.acceptTopic(decision())).toBe('known');
    expect(await rowsOf('position')).toHaveLength(PARTITIONS);
    expect(await rowsOf('accepted_topic')).toEqual([]);
  }, 60_000);

  it('is unknown when the service does not hear it', async () => {
    const member = await join();
    await waitFor('it to read', async () => (await rowsOf('position')).length === PARTITIONS, SOON);
    expect(await member.inbox.acceptTopic({ ...decision(), topic: 'no-topic' })).toBeUndefined();
  });
});
