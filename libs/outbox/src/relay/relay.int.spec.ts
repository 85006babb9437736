import { randomUUID } from 'node:crypto';
import { topicOf, type Clock } from '@satudata/contracts';
import {
  connectKafka,
  decodeEvent,
  type LogWriter,
  readTopic,
  type TopicAdmin,
  type OutgoingMessage,
} from '@satudata/event-log';
import { ensureTopics } from '@satudata/local-platform';
import { beginOf, connectDatabase, createLogger, WHOLE_PROVINCE, type ScopedDatabase } from '@satudata/service-kit';
import { createTestDatabase, Gate, testBrokers, waitFor, type TestDatabase } from '@satudata/testing';
import type { EntityManager } from 'typeorm';
import { publish } from '../change-log/publish.js';
import { outboxSchema, Relay } from '../index.js';
import { readQueue, type QueuedMessage } from './queue.js';

const LEASE_MS = 10_000;
const SOURCE = 'population-registry';
const PERSON = topicOf(SOURCE, 'person');
const CLOCK = topicOf(SOURCE, 'clock');
const kafka = connectKafka({ brokers: testBrokers(), clientId: 'relay-spec' });
const logger = createLogger('spec', 'fatal');

/** The real log, which remembers what went through it, and can be made to wait. */
class WatchedLog implements LogWriter {
  readonly ticks: Clock[] = [];
  readonly appended: string[] = [];
  hold: Promise<void> | undefined;
  private readonly writer = kafka.writer();

  connect = () => this.writer.connect();
  close = () => this.writer.close();

  async append(topic: string, messages: readonly OutgoingMessage[]): Promise<void> {
    if (topic !== CLOCK) await this.hold;
    await this.writer.append(topic, messages);
    if (topic !== CLOCK) this.appended.push(...messages.map(({ key }) => key));
    else for (const { value } of messages) this.ticks.push((JSON.parse(String(value)) as { record: Clock }).record);
  }
}

let database: TestDatabase;
let app: ScopedDatabase;
let admin: TopicAdmin;
let log: WatchedLog;
const running: Relay[] = [];

beforeAll(async () => {
  await ensureTopics(testBrokers(), { partitions: 3, replicationFactor: 1 });
  admin = await kafka.admin();
});
beforeEach(async () => {
  database = await createTestDatabase(SOURCE, [outboxSchema]);
  await database.query('create table outbox.hot (id uuid primary key, version bigint not null)');
  await database.query('grant select, update on outbox.hot to population_registry_app');
  app = await connectDatabase({
    url: database.appUrl,
    applicationName: 'spec',
    poolSize: 12,
    onError: () => undefined,
  });
  log = new WatchedLog();
  await log.connect();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((relay) => relay.stop()));
  await Promise.all([log.close(), app.close()]);
  await database.drop();
});
afterAll(async () => {
  await admin.close();
});

function startRelay(writer: LogWriter = log): Relay {
  const relay = new Relay({ source: SOURCE, database: app, writer, admin, logger, leaseMs: LEASE_MS });
  running.push(relay);
  relay.start();
  return relay;
}

const personEvent = (entityId: string, version: number, text = '') => ({
  entity: 'person',
  entityId,
  version,
  type: version === 1 ? 'person.recorded' : 'person.corrected',
  at: '2026-01-01T00:00:00Z',
  record: { id: entityId, text },
  region: '18.09',
});
const say = (manager: EntityManager, id: string, version: number, text?: string) =>
  publish(manager, SOURCE, [[personEvent(id, version, text)]], {});
const sayAtOnce = (id: string, version = 1) => app.inScope(WHOLE_PROVINCE, (manager) => say(manager, id, version));

const backlog = async () => Number((await database.query('select count(*) from outbox.outbox'))[0]?.['count']);
const drained = (within = 20_000) => waitFor('the queue to be empty', async () => (await backlog()) === 0, { within });

/** The versions of each key in the order of their first appearance in the topic, with where they lie. */
async function heard(keys: readonly string[]) {
  const found = new Map(keys.map((key) => [key, [] as { version: number; partition: number; offset: bigint }[]]));
  const seen = new Set<string>();
  await readTopic(kafka, PERSON, (message, partition) => {
    const list = found.get(message.key);
    if (!list) return;
    const { id, version } = decodeEvent(message);
    if (!seen.has(id)) list.push({ version, partition, offset: BigInt(message.offset) });
    seen.add(id);
  });
  return found;
}
const versionsOf = async (keys: readonly string[]) =>
  [...(await heard(keys)).values()].map((list) => list.map(({ version }) => version));
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

const takeLeaseAs = (holder: string, seconds: number) =>
  database.query(
    `insert into outbox.lease (relay, holder, token, expires_at) values ($1, $2, 1, now() + make_interval(secs => $3))
     on conflict (relay) do update set holder = excluded.holder, token = outbox.lease.token + 1, expires_at = excluded.expires_at`,
    [SOURCE, holder, seconds],
  );

describe('a relay', () => {
  it('sends what eight writers say of a few hot keys in the order of each key, and loses nothing', async () => {
    const keys = [randomUUID(), randomUUID(), randomUUID()];
    for (const key of keys) await database.query('insert into outbox.hot values ($1, 0)', [key]);
    startRelay();
    const write = async (writer: number, turn: number) => {
      const key = keys[(writer + turn) % keys.length] ?? '';
      const work = app.inScope(WHOLE_PROVINCE, async (manager) => {
        const [[row]] = (await manager.query(
          'update outbox.hot set version = version + 1 where id = $1 returning version',
          [key],
        )) as [[{ version: string }]];
        await say(manager, key, Number(row.version));
        // Some hold their transaction open while others commit later numbers, some fail after all.
        if (turn % 5 === writer % 5) await manager.query('select pg_sleep(0.03)');
        if (turn % 7 === writer % 7) throw new Error('rolled back');
      });
      await work.catch((error: Error) => expect(error.message).toBe('rolled back'));
    };
    await Promise.all(
      upTo(8).map(async (writer) => {
        for (const turn of upTo(40)) await write(writer, turn);
      }),
    );
    await drained();
    const rows = await database.query<{ id: string; version: string }>('select id, version from outbox.hot');
    const last = new Map(rows.map(({ id, version }) => [id, Number(version)]));
    expect(await versionsOf(keys)).toEqual(keys.map((key) => upTo(last.get(key) ?? 0)));
  });

  it('sends more of one key than fits one batch of the broker', async () => {
    const key = randomUUID();
    await app.inScope(WHOLE_PROVINCE, (manager) =>
      publish(
        manager,
        SOURCE,
        upTo(1_200).map((version) => [personEvent(key, version, 'x'.repeat(2_500))]),
        {},
      ),
    );
    startRelay();
    await drained();
    expect(await versionsOf([key])).toEqual([upTo(1_200)]);
  });

  it('looks past what is in flight without letting a late commit be overtaken by the next of its key', async () => {
    const [early, late] = [randomUUID(), randomUUID()];
    const gate = new Gate();
    let drawn: () => void = () => undefined;
    const isDrawn = new Promise<void>((resolve) => (drawn = resolve));
    const held = app.inScope(WHOLE_PROVINCE, async (manager) => {
      await say(manager, late, 1);
      drawn();
      await gate.pass(1);
    });
    await isDrawn;
    await sayAtOnce(early);
    const look = (inFlight: readonly QueuedMessage[]) =>
      app.inScope(WHOLE_PROVINCE, (manager) => readQueue(manager, 10, inFlight));
    const inFlight = await look([]);
    gate.allow(1);
    await held;
    await sayAtOnce(late, 2);
    const next = await look(inFlight);
    const told = [...inFlight, ...next].map(({ key, headers }) => [
      key,
      (JSON.parse(headers) as Record<string, string>)['satudata-version'],
    ]);
    expect(told).toEqual([
      [early, '1'],
      [late, '1'],
      [late, '2'],
    ]);
  });

  it('looks at once when it is woken', async () => {
    const relay = startRelay();
    await waitFor('its first tick', () => log.ticks.length > 0, { within: 10_000 });
    const id = randomUUID();
    await sayAtOnce(id);
    relay.wake();
    await drained(5_000);
    expect(log.appended).toEqual([id]);
  });
});

describe('two relays', () => {
  it('send everything once between them, and the second goes on when the first is stopped', async () => {
    const first = startRelay();
    await waitFor('the first to hold the lease', () => log.ticks.length > 0, { within: 10_000 });
    startRelay();
    const ids = upTo(50).map(() => randomUUID());
    for (const id of ids.slice(0, 25)) await sayAtOnce(id);
    await drained();
    await first.stop();
    for (const id of ids.slice(25)) await sayAtOnce(id);
    await drained();
    expect(log.appended).toEqual(ids);
  });

  it('stand by for each other: one waits until the lease of the other has run out', async () => {
    await takeLeaseAs(randomUUID(), 3);
    const id = randomUUID();
    await sayAtOnce(id);
    startRelay();
    const [{ now }] = (await database.query<{ now: Date }>(`select expires_at as now from outbox.lease`)) as [
      { now: Date },
    ];
    await drained();
    const [{ late }] = (await database.query<{ late: boolean }>(`select now() > $1 as late`, [now])) as [
      { late: boolean },
    ];
    expect(late).toBe(true);
    expect(log.appended).toEqual([id]);
  });

  it('cannot both remove: one that wakes up after its lease has passed on leaves the queue alone', async () => {
    const gate = new Gate();
    log.hold = gate.pass(1);
    const id = randomUUID();
    await sayAtOnce(id);
    startRelay();
    await waitFor('the lease', async () => (await database.query('select from outbox.lease')).length > 0, {
      within: 10_000,
    });
    await takeLeaseAs(randomUUID(), 3_600);
    gate.allow(1);
    await waitFor('the late append', () => log.appended.length > 0, { within: 10_000 });
    const other = startRelay();
    await sayAtOnce(randomUUID());
    other.wake();
    expect(await backlog()).toBe(2);
    await database.query(`update outbox.lease set expires_at = now() - interval '1 second'`);
    await drained();
    expect(log.appended.filter((key) => key === id)).toHaveLength(2);
  });
});

describe('the clock of a source', () => {
  const tickAfter = (at: Date, within = 15_000) =>
    waitFor('a tick', () => log.ticks.find((tick) => Date.parse(tick.at) >= at.getTime()), { within });

  it('goes on while nothing happens', async () => {
    const [{ now }] = (await database.query<{ now: Date }>('select now()')) as [{ now: Date }];
    startRelay();
    const first = await tickAfter(now);
    expect(await tickAfter(new Date(Date.parse(first.at) + 1_000))).toMatchObject({ source: '/population-registry' });
  });

  it.each<[what: string, writesFirst: boolean]>([
    ['has written', true],
    ['has begun, and written nothing yet', false],
  ])('promises nothing that a transaction which %s may still say', async (_, writesFirst) => {
    const id = randomUUID();
    const gate = new Gate();
    let begun: (at: Date) => void = () => undefined;
    const beginning = new Promise<Date>((resolve) => (begun = resolve));
    const held = app.inScope(WHOLE_PROVINCE, async (manager) => {
      if (writesFirst) await say(manager, id, 1);
      begun(await beginOf(manager));
      await gate.pass(1);
      if (!writesFirst) await say(manager, id, 1);
    });
    const recordedAt = await beginning;
    const other = randomUUID();
    await sayAtOnce(other);
    startRelay();
    const early = await waitFor('a tick', () => log.ticks[0], { within: 10_000 });
    expect(Date.parse(early.at)).toBeLessThan(recordedAt.getTime());
    gate.allow(1);
    await held;
    const tick = await tickAfter(recordedAt);
    const [place] = (await heard([id])).get(id) ?? [];
    const end = tick.through.find(({ topic, partition }) => topic === PERSON && partition === place?.partition);
    expect(BigInt(end?.next ?? 0)).toBeGreaterThan(place?.offset ?? -1n);
  });

  it('waits for a backlog that takes the relay more than one round', async () => {
    const keys = upTo(2_500).map(() => randomUUID());
    const said = keys.map((key) => [personEvent(key, 1)]);
    const recordedAt = await app.inScope(WHOLE_PROVINCE, async (manager) => {
      await publish(manager, SOURCE, said, {});
      return beginOf(manager);
    });
    startRelay();
    const tick = await tickAfter(recordedAt);
    await drained();
    const ends = new Map(tick.through.filter(({ topic }) => topic === PERSON).map((end) => [end.partition, end.next]));
    const places = [...(await heard(keys)).values()].flat();
    const promised = places.filter(({ partition, offset }) => offset < BigInt(ends.get(partition) ?? 0));
    expect(promised).toHaveLength(keys.length);
  });

  it('promises everything recorded until then, whatever eight writers do meanwhile', async () => {
    startRelay();
    const written = new Map<string, Date>();
    let isOver = false;
    const write = async () => {
      while (!isOver) {
        const id = randomUUID();
        written.set(
          id,
          await app.inScope(WHOLE_PROVINCE, async (manager) => {
            await say(manager, id, 1);
            return beginOf(manager);
          }),
        );
      }
    };
    const writers = upTo(8).map(write);
    await waitFor('three ticks', () => log.ticks.length >= 3, { within: 25_000 }).finally(() => (isOver = true));
    await Promise.all(writers);
    await drained();
    const places = await heard([...written.keys()]);
    const broken = log.ticks.flatMap((tick) => {
      const ends = new Map(
        tick.through.filter(({ topic }) => topic === PERSON).map(({ partition, next }) => [partition, BigInt(next)]),
      );
      return [...written].filter(([id, at]) => {
        const place = places.get(id)?.[0];
        return at.getTime() <= Date.parse(tick.at) && !(place && place.offset < (ends.get(place.partition) ?? 0n));
      });
    });
    expect(broken).toEqual([]);
  });
});
