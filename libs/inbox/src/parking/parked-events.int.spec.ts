import { randomUUID } from 'node:crypto';
import { connectKafka, readStretches, UndecodableEvent, type LogWriter, type TopicAdmin } from '@satudata/event-log';
import { connectDatabase, createLogger, type ScopedDatabase } from '@satudata/service-kit';
import { createTestDatabase, waitFor, type TestDatabase } from '@satudata/testing';
import type { Projection } from '../events/projection.js';
import { inboxSchema } from '../index.js';
import { seeing, seenSchema, type SeenEvent } from '../told/seen-events.js';
import { toldEvent } from '../told/told-event.js';
import { InboxServer } from '../transport/inbox-server.js';

const kafka = connectKafka({ brokers: (process.env['TEST_KAFKA_BROKERS'] ?? '').split(','), clientId: 'parked-spec' });

let store: TestDatabase;
let database: ScopedDatabase;
let writer: LogWriter;
let admin: TopicAdmin;
let topic: string;
let inbox: InboxServer;
/** What the consumer is too old, or too broken, to take in. */
let notUnderstood: Set<string>;
let refused: Set<string>;

beforeAll(async () => {
  store = await createTestDatabase('consolidation', [inboxSchema, seenSchema]);
  database = await connectDatabase({
    url: store.appUrl,
    applicationName: 'parked-spec',
    poolSize: 6,
    onError: () => undefined,
  });
  writer = kafka.writer();
  await writer.connect();
  admin = await kafka.admin();
}, 60_000);

beforeEach(async () => {
  topic = `parked-spec.${randomUUID()}`;
  await admin.ensureTopics([topic], { partitions: 2, replicationFactor: 1 });
  await store.query('truncate inbox.parked, inbox.discarded, seen.event');
  [notUnderstood, refused] = [new Set(), new Set()];
  inbox = hearing();
});

afterEach(() => inbox.close());

afterAll(async () => {
  await admin.close();
  await writer.close();
  await database.close();
  await store.drop();
});

const picky: Projection<SeenEvent> = {
  understand(event) {
    if (notUnderstood.has(`${event.key} ${event.version}`)) throw new UndecodableEvent('record.says is not known');
    return seeing.understand(event) as SeenEvent;
  },
  async fold(manager, facts) {
    const outcome = await seeing.fold(manager, facts);
    if (facts.some(({ key, version }) => refused.has(`${key} ${version}`))) await manager.query(`select 'x'::int`);
    return outcome;
  },
};

function hearing(consumer = topic): InboxServer {
  const server = new InboxServer({
    consumer,
    database,
    reader: kafka.reader({ groupId: consumer, concurrency: 2, sessionTimeoutMs: 30_000 }),
    tasks: {},
    logger: createLogger('parked-spec', 'fatal'),
    attemptWithinMs: 60_000,
    identities: () => Promise.resolve({ clusterId: 'told', topics: [] }),
    topicDifferences: (topics) => admin.differences(topics),
    logEnds: () => admin.endOffsets(topic),
    readStretch: (stretch, onMessage) => readStretches(kafka, stretch.topic, [stretch], onMessage),
    onFatal: (error) => {
      throw error;
    },
  });
  server.addHandler(topic, () => Promise.resolve(picky), true);
  server.listen(() => undefined);
  return server;
}

const say = (key: string, ...versions: number[]) =>
  writer.append(
    topic,
    versions.map((version) => toldEvent(key, version)),
  );
const versionsOf = async (key: string) =>
  (await store.query('select version::int from seen.event where key = $1 order by place', [key])).map(
    (row) => row['version'],
  );
const sequences = () => inbox.parked.list({ topic }, 100);
const parkedEvents = async () => (await sequences()).reduce((sum, { events }) => sum + events, 0);
const heard = (count: number) =>
  waitFor(
    `${count} events to be heard`,
    async () => {
      const [row] = await store.query<{ next: number }>(
        'select sum(next_offset)::int as next from inbox.position where topic = $1',
        [topic],
      );
      return row?.next === count;
    },
    { within: 30_000 },
  );

describe('a parked sequence', () => {
  beforeEach(async () => {
    notUnderstood.add('a 2');
    await say('a', 1, 2, 3, 4);
    await say('b', 1, 2);
    await heard(6);
  });

  it('is listed with its cause, and holds up nobody else', async () => {
    expect(await sequences()).toEqual([
      expect.objectContaining({ topic, key: 'a', events: 3, cause: 'record.says is not known' }),
    ]);
    expect(await versionsOf('b')).toEqual([1, 2]);
  });

  it('is applied from its first event and in order once its cause is mended', async () => {
    notUnderstood.clear();
    expect(await inbox.parked.retry(topic, 'a')).toEqual({ applied: 3, stuck: 0 });
    expect(await versionsOf('a')).toEqual([1, 2, 3, 4]);
    expect(await sequences()).toEqual([]);
  });

  it('stays as it is when its cause is not mended', async () => {
    expect(await inbox.parked.retry(topic, 'a')).toEqual({ applied: 0, stuck: 1 });
    expect(await parkedEvents()).toBe(3);
    expect(await versionsOf('a')).toEqual([1]);
  });

  it('is applied up to the next event that cannot be, which says why in its turn', async () => {
    notUnderstood = new Set(['a 4']);
    expect(await inbox.parked.retry(topic, 'a')).toEqual({ applied: 2, stuck: 1 });
    expect(await versionsOf('a')).toEqual([1, 2, 3]);
    expect(await sequences()).toEqual([expect.objectContaining({ events: 1, cause: 'record.says is not known' })]);
  });

  it('is applied up to the event that the database refuses, and nothing of that one stays', async () => {
    notUnderstood.clear();
    refused.add('a 3');
    expect(await inbox.parked.retry(topic, 'a')).toEqual({ applied: 1, stuck: 1 });
    expect(await versionsOf('a')).toEqual([1, 2]);
    expect(await sequences()).toEqual([
      expect.objectContaining({ events: 2, cause: 'the database refuses it (SQLSTATE 22P02)' }),
    ]);
  });

  it('is not overtaken by what is said of the key meanwhile', async () => {
    await say('a', 5);
    await heard(7);
    expect(await parkedEvents()).toBe(4);
    notUnderstood.clear();
    const [first, second] = await Promise.all([inbox.parked.retry(topic, 'a'), inbox.parked.retry(topic, 'a')]);
    await say('a', 6);
    await heard(8);
    expect((first?.applied ?? 0) + (second?.applied ?? 0)).toBe(4);
    expect(await versionsOf('a')).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('is unknown when nothing of the key is parked', async () => {
    expect(await inbox.parked.retry(topic, 'b')).toBeUndefined();
  });
});

describe('all parked sequences', () => {
  it('are retried one by one: those that can be applied are, the others stay', async () => {
    const keys = Array.from({ length: 20 }, (_none, index) => `k${index}`);
    for (const key of keys) notUnderstood.add(`${key} 1`);
    for (const key of keys) await say(key, 1, 2);
    await heard(40);
    notUnderstood = new Set(['k3 1', 'k7 2']);
    expect(await inbox.parked.retryAll(topic)).toEqual({ applied: 37, stuck: 2 });
    expect((await sequences()).map(({ key, events }) => [key, events]).sort()).toEqual([
      ['k3', 2],
      ['k7', 1],
    ]);
  });

  it('are listed page by page', async () => {
    notUnderstood = new Set(['a 1', 'b 1', 'c 1']);
    await say('a', 1);
    await say('b', 1);
    await say('c', 1);
    await heard(3);
    const pages = [];
    for (let page = await inbox.parked.list({ topic }, 1); page[0];) {
      pages.push(page[0].key);
      page = await inbox.parked.list({ topic, after: page[0] }, 1);
    }
    expect(pages.sort()).toEqual(['a', 'b', 'c']);
  });
});

describe('an event that a person discards', () => {
  const decision = { by: 'operator', reason: 'uji / test' };
  let offset: string;

  beforeEach(async () => {
    notUnderstood.add('a 2');
    await say('a', 1, 2, 3);
    await heard(3);
    offset = (await sequences())[0]?.firstOffset ?? '';
  });

  it('is left out for good, and what waited behind it is applied', async () => {
    expect(await inbox.parked.discardFirst({ topic, key: 'a', offset, ...decision })).toEqual({ applied: 1, stuck: 0 });
    expect(await versionsOf('a')).toEqual([1, 3]);
    expect(await sequences()).toEqual([]);
  });

  it('stays known with who took it out, and why', async () => {
    await inbox.parked.discardFirst({ topic, key: 'a', offset, ...decision });
    expect(await store.query('select log_offset::text, cause, discarded_by, reason from inbox.discarded')).toEqual([
      { log_offset: offset, cause: 'record.says is not known', discarded_by: 'operator', reason: 'uji / test' },
    ]);
  });

  it('must be the first of its sequence: a decision about another one is not carried over', async () => {
    const other = String(Number(offset) + 1);
    expect(await inbox.parked.discardFirst({ topic, key: 'a', offset: other, ...decision })).toBeUndefined();
    expect(await parkedEvents()).toBe(2);
  });

  it('is left out as well by whoever reads the log again from its start', async () => {
    await inbox.parked.discardFirst({ topic, key: 'a', offset, ...decision });
    await store.query('truncate seen.event');
    const again = hearing(`${topic}.again`);
    await waitFor('the second reading', async () => (await versionsOf('a')).length === 2, { within: 30_000 });
    await again.close();
    expect(await versionsOf('a')).toEqual([1, 3]);
  });

  it.each(['update inbox.discarded set reason = $$other$$', 'delete from inbox.discarded'])(
    'is a decision that the service itself cannot undo: %s',
    async (sql) => {
      await inbox.parked.discardFirst({ topic, key: 'a', offset, ...decision });
      await expect(database.inScope({ regions: ['18'] }, (manager) => manager.query(sql))).rejects.toThrow(
        'permission denied',
      );
    },
  );
});
