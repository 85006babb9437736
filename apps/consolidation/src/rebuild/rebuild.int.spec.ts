import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { topicOf } from '@satudata/contracts';
import { connectKafka, type LogWriter, type TopicAdmin } from '@satudata/event-log';
import type { InboxServer } from '@satudata/inbox';
import {
  connectDatabase,
  createLogger,
  FAULT_POINTS,
  WHOLE_PROVINCE,
  type ScopedDatabase,
} from '@satudata/service-kit';
import { createTestDatabase, testBrokers, waitFor, type TestDatabase } from '@satudata/testing';
import { CONSUMER } from '../consumer.js';
import { searchPathOf, type Generation } from '../generation.js';
import { TOPICS_READ } from '../projections.js';
import { schemas } from '../schemas.js';
import { hearLive } from '../told/hear-live.js';
import { messageOf, type Said } from '../told/told-log.js';
import { aFamilyCard, aPerson, HANURA, nikOf, PODOMORO } from '../told/told-records.js';
import { Rebuilder } from './rebuilder.js';
import { findRun, requestRun, type Run, type RunKind } from './run.js';

const PERSON = topicOf('population-registry', 'person');
const FAMILY = topicOf('population-registry', 'family-card');

let database: TestDatabase;
let connections: Record<Generation | 'owner', ScopedDatabase>;
let writer: LogWriter;
let live: InboxServer;
let admin: TopicAdmin;

beforeAll(async () => {
  database = await createTestDatabase('consolidation', schemas);
  const connect = (url: string, searchPath?: readonly string[]) =>
    connectDatabase({ url, applicationName: 'rebuild-spec', poolSize: 6, searchPath, onError: () => undefined });
  connections = {
    owner: await connect(database.ownerUrl),
    live: await connect(database.appUrl, searchPathOf('live')),
    next: await connect(database.appUrl, searchPathOf('next')),
    previous: await connect(database.appUrl, searchPathOf('previous')),
  };
  const kafka = connectKafka({ brokers: testBrokers(), clientId: 'rebuild-spec' });
  admin = await kafka.admin();
  await admin.ensureTopics(TOPICS_READ, { partitions: 3, replicationFactor: 1 });
  // A group of its own: other specifications read the same topics of the same broker.
  const group = { groupId: `spec-${randomUUID()}`, concurrency: 4, sessionTimeoutMs: 30_000 };
  // The rebuilder notes which topics these are; the live inbox must find the same ones.
  const identities = (topics: readonly string[]) => admin.identities(topics);
  live = hearLive({ reader: kafka.reader(group), readStretch: () => Promise.resolve(), identities }, connections.live);
  writer = kafka.writer();
  await writer.connect();
}, 60_000);

afterAll(async () => {
  await live.close();
  await writer.close();
  await admin.close();
  await Promise.all(Object.values(connections).map((connection) => connection.close()));
  await database.drop();
});

const run = (kind: RunKind) => connections.owner.inScope(WHOLE_PROVINCE, (manager) => requestRun(manager, kind));
const outcomeOf = ({ id }: Run) => connections.owner.inScope(WHOLE_PROVINCE, (manager) => findRun(manager, id));
const rebuilder = () => {
  const { owner, next, previous } = connections;
  const logger = createLogger('rebuild-spec', 'silent');
  const config = { KAFKA_BROKERS: testBrokers(), KAFKA_SESSION_TIMEOUT_MS: 30_000 };
  return new Rebuilder({ owner, incoming: { next, previous }, config, logger });
};
const perform = async (kind: RunKind) => {
  const requested = await run(kind);
  await rebuilder().performOpenRun();
  return outcomeOf(requested);
};

/** Ids of their own: other specifications speak on the same topics. */
const newId = () => `spec-${randomUUID()}`;
const newIds = (count: number) => Array.from({ length: count }, newId);
const say = (topic: string, said: readonly Said[]) =>
  writer.append(
    topic,
    said.map((one) => messageOf(topic, one)),
  );
const sayPersons = (ids: readonly string[], version = 1, village = HANURA) =>
  say(
    PERSON,
    ids.map((id) => ({ id, version, record: aPerson(id, { village }) })),
  );
/** Persons of a batch of which the store never hears that it is whole. */
const BATCH = randomUUID();
const sayBatch = async (ids: readonly string[]) => {
  await say(
    PERSON,
    ids.map((id) => ({ id, version: 1, record: aPerson(id), batch: BATCH })),
  );
  await knowsAll(ids);
};
const sayPerson = async () => {
  const id = newId();
  await sayPersons([id]);
  return id;
};
const rows = (sql: string, parameters: readonly unknown[] = []) => database.query(sql, parameters);
/** One question for all of them: a question each, from thousands at once, takes every connection the server has. */
const knowsAll = (ids: readonly string[], version = 1) => {
  const known = 'select from core.person where entity_id = any ($1) and version = $2';
  const isKnown = async () => (await rows(known, [ids, version])).length === ids.length;
  return waitFor(`version ${version} of ${ids.length} persons, ${ids[0]} first`, isKnown, { within: 60_000 });
};
const knows = (id: string, version = 1) => knowsAll([id], version);
const settled = () =>
  waitFor('nothing left to do', async () => (await rows('select from inbox.todo')).length === 0, { within: 30_000 });
const count = async (table: string) => Number((await rows(`select count(*) from ${table}`))[0]?.['count']);
const oidOf = async (table: string) => (await rows(`select to_regclass($1)::oid as oid`, [table]))[0]?.['oid'];
const positions = () =>
  rows('select topic, partition, next_offset from inbox.position where consumer = $1 order by 1, 2', [CONSUMER]);
const parked = () =>
  rows('select topic, partition, log_offset, key, cause from inbox.parked where consumer = $1 order by 1, 2, 3', [
    CONSUMER,
  ]);

/** Persons of two versions, a household of two of them, a batch under way, and a key whose first event nobody understands. */
async function sayEverything(): Promise<void> {
  const ids = newIds(40);
  await sayPersons(ids, 1, PODOMORO);
  await sayPersons(ids, 2);
  const members = ids.slice(0, 2).map((id) => ({ nik: nikOf(id), relation: '1' }));
  const card = newId();
  await say(FAMILY, [{ id: card, version: 1, record: aFamilyCard(card, members) }]);
  await sayBatch(newIds(9));
  const poison = newId();
  await writer.append(PERSON, [
    { ...messageOf(PERSON, { id: poison, version: 1, record: {} }), value: Buffer.from('{"version":1,') },
    messageOf(PERSON, { id: poison, version: 2, record: aPerson(poison) }),
  ]);
  await knowsAll(ids, 2);
  const parkedTwo = async () => (await rows('select from inbox.parked where key = $1', [poison])).length === 2;
  await waitFor('the parked events', parkedTwo, { within: 30_000 });
  await settled();
}

beforeAll(sayEverything, 120_000);

describe('a rebuild', () => {
  it('makes from the log the same store as the live one, and puts it in its place', async () => {
    const before = { positions: await positions(), parked: await parked(), table: await oidOf('core.person') };
    const done = await perform('rebuild');
    expect(done).toMatchObject({ state: 'done', differences: [], eventsDone: done?.eventsTotal });
    expect(await oidOf('core_previous.person')).toBe(before.table);
    expect(await count('core.household_member where person is not null')).toBeGreaterThanOrEqual(2);
    expect({ positions: await positions(), parked: await parked() }).toEqual({
      positions: before.positions,
      parked: before.parked,
    });
  }, 120_000);

  it('takes a batch under way for the same, however its events were cut into transactions', async () => {
    await rows('update ops.batch_part set partition = partition + 3 where batch = $1', [BATCH]);
    expect(await perform('rebuild')).toMatchObject({ state: 'done', differences: [] });
  }, 60_000);

  it('leaves a store that goes on hearing what is said', async () => {
    await knows(await sayPerson());
    expect(await count('core.person')).toBe((await count('core_previous.person')) + 1);
  }, 60_000);

  it('can be taken back by one step, and the store then knows what was said meanwhile', async () => {
    const rebuilt = await oidOf('core.person');
    await knows(await sayPerson());
    expect(await perform('step-back')).toMatchObject({ state: 'done' });
    expect(await oidOf('core_next.person')).toBe(rebuilt);
    expect(await count('core.person')).toBe(await count('core_next.person'));
    await knows(await sayPerson());
  }, 60_000);

  it('cannot be taken back by a second step', async () => {
    expect(await perform('step-back')).toMatchObject({ state: 'failed', cause: 'NothingToGoBackTo' });
  });

  it('is not asked for twice at the same time', async () => {
    const first = await run('rebuild');
    await expect(run('rebuild')).rejects.toMatchObject({ driverError: { code: '23505' } });
    await rebuilder().performOpenRun();
    expect(await outcomeOf(first)).toMatchObject({ state: 'done' });
  }, 60_000);
});

describe('a rebuild of a store that does not hold what the log says', () => {
  const one = (table: string) => `(select min(id::text) from ${table} where region = '18.09')`;
  it.each([
    {
      what: 'a person changed by hand',
      tamper: `update core.person set name = name || '*' where id::text = ${one('core.person')}`,
      mend: `update core.person set name = replace(name, '*', '')`,
      table: 'person',
    },
    {
      what: 'a record changed by hand',
      tamper: `update raw.record set value = value || ' ' where id = ${one('raw.record')}`,
      mend: `update raw.record set value = rtrim(value)`,
      table: 'record',
    },
    {
      what: 'a version that nobody said',
      tamper: `update raw.history set version = version + 1000 where id = ${one('raw.history')}`,
      mend: `update raw.history set version = version - 1000 where version > 1000`,
      table: 'history',
    },
    {
      what: 'a count made up',
      tamper: `insert into read.population_delta values ('${HANURA}', 'L', 1, '2026-01-01', 'epoch')`,
      mend: `delete from read.population_delta where known_at = 'epoch'`,
      table: 'population',
    },
    {
      what: 'an event of a batch counted twice',
      tamper: `update ops.batch_part set arrived = arrived + 1 where batch = '${BATCH}' and partition = (select min(partition) from ops.batch_part)`,
      mend: `update ops.batch_part set arrived = arrived - 1 where batch = '${BATCH}' and partition = (select min(partition) from ops.batch_part)`,
      table: 'batch_part',
    },
  ])(
    'names the table and swaps nothing: $what',
    async ({ tamper, mend, table }) => {
      const before = await oidOf('core.person');
      await rows(tamper);
      const refused = await perform('rebuild');
      await rows(mend);
      expect(refused).toMatchObject({ state: 'refused' });
      expect(refused?.differences.map((difference) => difference.table)).toContain(table);
      expect(await oidOf('core.person')).toBe(before);
      await knows(await sayPerson());
    },
    60_000,
  );
});

describe('a rebuild under live traffic', () => {
  it('misses nothing, and no reader ever sees an empty or a shrinking store', async () => {
    let isOver = false;
    const told: string[] = [];
    const talk = async () => {
      while (!isOver) told.push(await sayPerson());
    };
    const seen: number[] = [];
    const read = async () => {
      while (!isOver) seen.push(Number((await rows('select sum(persons) from read.population'))[0]?.['sum']));
    };
    const done = perform('rebuild').finally(() => (isOver = true));
    await Promise.all([talk(), read(), done]);
    expect(await done).toMatchObject({ state: 'done', differences: [] });
    await knowsAll(told);
    expect(seen.length).toBeGreaterThan(10);
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
    expect(seen[0]).toBeGreaterThan(0);
  }, 120_000);
});

describe('a rebuilder that is killed', () => {
  let faults: string;
  const children: ChildProcess[] = [];
  const start = () => {
    const child = spawn(process.execPath, [resolve(__dirname, '../../dist/rebuild-main.js')], {
      env: {
        PATH: process.env['PATH'],
        NODE_ENV: 'test',
        DATABASE_URL: database.appUrl,
        DATABASE_OWNER_URL: database.ownerUrl,
        KAFKA_BROKERS: testBrokers().join(','),
        KAFKA_SESSION_TIMEOUT_MS: '2000',
        SATUDATA_FAULTS_DIR: faults,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    children.push(child);
    return child;
  };
  const ends = (child: ChildProcess) => once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;

  beforeAll(() => (faults = mkdtempSync(join(tmpdir(), 'rebuild-faults-'))));
  afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));
  afterAll(() => rmSync(faults, { recursive: true }));

  it.each(FAULT_POINTS.filter((point) => point.startsWith('rebuild.')))(
    'at %s leaves a live store that goes on, and the next rebuilder brings the run to its end',
    async (point) => {
      writeFileSync(join(faults, point), 'kill');
      const requested = await run('rebuild');
      expect(await ends(start())).toEqual([null, 'SIGKILL']);
      await knows(await sayPerson());
      start();
      const isOver = async () => (await outcomeOf(requested))?.finishedAt;
      await waitFor('the end of the run', isOver, { within: 60_000 });
      expect(await outcomeOf(requested)).toMatchObject({ state: 'done', differences: [] });
      await knows(await sayPerson());
    },
    120_000,
  );
});
