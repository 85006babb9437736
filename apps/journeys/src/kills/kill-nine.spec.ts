import { randomUUID } from 'node:crypto';
import { topicOf } from '@satudata/contracts';
import { connectKafka, type LogMessage } from '@satudata/event-log';
import type { PlatformDescription } from '@satudata/local-platform';
import type { PersonRevision } from '@satudata/synthetic-province';
import {
  ask,
  describeFaults,
  developmentClient,
  findFaults,
  Gate,
  pushBatch,
  RunningParts,
  waitFor,
  type PushAnswer,
  type PushedBatch,
  type Version,
} from '@satudata/testing';
import { receivedVersions, sentVersions } from './as-the-sender-knows-it.js';
import { blockStore, firstTold, knownNiks, readChanges, readLog, readStore, type StoredVersion } from './ends.js';
import { REGENCY, revisedPersons } from './revised-persons.js';

const PERSONS = 5_000;
const LINES = 50_000;
const BACKLOG = 1_000;
const PIECE = 200;
const SOON = { within: 60_000 };

const key = `kill-nine-${randomUUID()}`;
const gate = new Gate();
const parts = new RunningParts();
let lines: readonly PersonRevision[];
let pieces: readonly string[];
let platform: PlatformDescription;
let pushed: Promise<PushAnswer>;
let token: () => Promise<string>;
/** Other journeys may have registered somebody in this regency: that is none of this one's business. */
let known: ReadonlySet<string>;

beforeAll(async () => {
  platform = parts.description;
  known = await knownNiks(platform);
  lines = revisedPersons({ persons: PERSONS, revisions: LINES / PERSONS, known });
  pieces = inPieces(lines);
  token = developmentClient(platform, `disdukcapil-${REGENCY}`, 'population-registry');
  pushed = pushBatch({ url: registry(), entities: 'persons', key, token, payload: linesAsAllowed }, 240_000);
  pushed.catch(() => undefined);
  gate.allow(6_000);
  await waitFor('the store to have taken in the beginning', async () => (await inStore()) >= 4_000, SOON);
}, 90_000);
afterAll(() => {
  parts.goOnAll();
  gate.allow(LINES);
});

function inPieces(all: readonly PersonRevision[]): string[] {
  const texts = all.map((line) => `${JSON.stringify(line)}\n`);
  return Array.from({ length: LINES / PIECE }, (_, index) => texts.slice(index * PIECE, (index + 1) * PIECE).join(''));
}

const registry = (): string => platform.services['population-registry']?.url ?? '';

/** In pieces of many lines, since each piece is a packet of its own. */
async function* linesAsAllowed(): AsyncGenerator<string> {
  for (const [index, piece] of pieces.entries()) {
    await gate.pass((index + 1) * PIECE);
    yield piece;
  }
}

/** What the sender is told by GET: up to this line everything is acknowledged. */
async function acknowledged(): Promise<number> {
  const answer = await fetch(`${registry()}/v1/batches?key=${key}`, {
    headers: { authorization: `Bearer ${await token()}` },
  });
  const { batches } = (await answer.json()) as { batches: PushedBatch[] };
  return batches[0]?.committedLines ?? 0;
}

async function inStore(): Promise<number> {
  const [row] = await ask<{ versions: number }>(
    platform.postgres.databases['consolidation'] ?? '',
    `select count(*)::int as versions from raw.history where region = $1 and entity = 'person'`,
    [REGENCY],
  );
  return row?.versions ?? 0;
}

/** Lets the push go on while the next stage stands still. @returns what the sender has been told by then */
async function untilBacklog(lineAllowed: number, atLeast: number): Promise<number> {
  const before = await acknowledged();
  gate.allow(lineAllowed);
  return waitFor(
    'acknowledged records that are not in the store',
    async () => {
      const told = await acknowledged();
      return told - before >= atLeast && told - (await inStore()) >= BACKLOG && told;
    },
    SOON,
  );
}

async function expectStillAcknowledged(lineTold: number): Promise<void> {
  const after = await waitFor('the registry to answer', acknowledged, SOON);
  expect(after).toBeGreaterThanOrEqual(lineTold);
}

describe('In the middle of a push of 50,000 lines, with a backlog on its way', () => {
  it('consolidation is killed inside the transaction that takes it in', async () => {
    parts.halt('consolidation');
    const told = await untilBacklog(16_000, BACKLOG);
    // Asked for before it goes on: halted, it may be in the middle of a transaction that has to end first.
    const { owner, blocked } = await blockStore(platform);
    parts.goOn('consolidation');
    await blocked;
    const isInside = `select from pg_locks where relation = 'raw.record'::regclass and not granted`;
    await waitFor('the store to be in the middle', async () => (await owner.query(isInside)).rowCount! > 0, SOON);
    const killed = parts.kill('consolidation');
    await owner.end();
    await killed;
    await expectStillAcknowledged(told);
  }, 120_000);

  it('population-registry is killed while it waits for the broker, and then the broker', async () => {
    parts.halt('kafka');
    const told = await untilBacklog(30_000, 4 * BACKLOG);
    await parts.kill('population-registry');
    await parts.kill('kafka');
    await expectStillAcknowledged(told);
  }, 120_000);

  it('PostgreSQL is killed', async () => {
    parts.halt('consolidation');
    const told = await untilBacklog(40_000, BACKLOG);
    const killed = parts.kill('postgres');
    parts.goOn('consolidation');
    await killed;
    await expectStillAcknowledged(told);
  }, 120_000);

  it('the sender, trying again with the same key, is told that every line is stored', async () => {
    gate.allow(LINES);
    const { batch, tries } = await pushed;
    expect(batch.verdicts).toEqual({ stored: LINES, unchanged: 0, stale: 0, rejected: 0 });
    expect(tries).toBeGreaterThan(1);
  }, 120_000);
});

describe('After the kills', () => {
  let history: readonly StoredVersion[];
  let current: readonly StoredVersion[];
  const kafka = () => connectKafka({ brokers: parts.description.kafka.brokers, clientId: 'kill-nine' });

  beforeAll(async () => {
    await waitFor('everything sent to the log', async () => (await unsent()) === 0, SOON);
    await repeatTheFirst(2_000);
    await waitFor('the store to have heard everything', isConsolidated, { within: 90_000 });
    [history, current] = await Promise.all([
      readStore(platform, 'raw.history', REGENCY),
      readStore(platform, 'raw.record', REGENCY),
    ]);
  }, 180_000);

  /** What a relay does that slept through the loss of its lease: it says once more what it held in its hands. */
  async function repeatTheFirst(count: number): Promise<void> {
    const writer = kafka().writer();
    await writer.connect();
    const { messages } = await readPersonLog();
    const repeated = messages.filter(({ headers }) => headers['satudata-version'] === '1').slice(0, count);
    const topic = topicOf('population-registry', 'person');
    // In parts that the broker takes as one batch.
    for (let at = 0; at < count; at += 250) await writer.append(topic, repeated.slice(at, at + 250).map(toOutgoing));
    await writer.close();
  }

  const toOutgoing = ({ key: record, value, headers }: LogMessage) => ({ key: record, value, headers });

  async function unsent(): Promise<number> {
    const [row] = await ask<{ count: number }>(
      platform.postgres.databases['population-registry'] ?? '',
      'select count(*)::int as count from outbox.outbox',
    );
    return row?.count ?? -1;
  }

  async function isConsolidated(): Promise<boolean> {
    const topic = topicOf('population-registry', 'person');
    const admin = await kafka().admin();
    const ends = await admin.endOffsets(topic).finally(() => admin.close());
    const positions = await ask<{ partition: number; next: string }>(
      platform.postgres.databases['consolidation'] ?? '',
      `select partition, next_offset as next from inbox.position
        where topic = $1 and not exists (select from inbox.todo)`,
      [topic],
    );
    const reached = new Map(positions.map(({ partition, next }) => [partition, next]));
    return ends.every(({ partition, next }) => reached.get(partition) === next);
  }

  const changes = () => readChanges(platform, REGENCY);

  async function readPersonLog(entity: 'person' | 'person-status' = 'person') {
    const own = new Set((await changes()).map(({ record }) => record));
    return readLog(parts.description.kafka.brokers, entity, (id) => own.has(`${entity} ${id}`));
  }

  const isOurs = ({ record }: Version) => !known.has(record);

  it('every acknowledged record is in the store with its last version, as it was sent, and no other', async () => {
    const faults = findFaults({
      promised: sentVersions(lines),
      log: [],
      history: receivedVersions(history).filter(isOurs),
      current: receivedVersions(current).filter(isOurs),
    });
    expect(describeFaults(faults)).toEqual([]);
  }, 60_000);

  it('the log and the store hold exactly what the source recorded, in the order of versions', async () => {
    const promised = await changes();
    const logs = await Promise.all([readPersonLog('person'), readPersonLog('person-status')]);
    const log = logs.flatMap(({ versions }) => versions);
    const persons = promised.filter(({ record }) => record.startsWith('person '));
    expect(describeFaults(findFaults({ promised: persons, log: logs[0].versions, history, current }))).toEqual([]);
    const told = firstTold(log);
    expect(describeFaults(findFaults({ promised, log, history: told, current: told }))).toEqual([]);
  }, 60_000);

  it('the persons of the store are those of its last versions', async () => {
    const rows = await ask<{ id: string; version: string }>(
      platform.postgres.databases['consolidation'] ?? '',
      `select p.entity_id as id, p.version from core.person p join raw.record r
         on (r.source, r.entity, r.id, r.version) = (p.source, 'person', p.entity_id, p.version) where p.region = $1 and p.nik <> all($2)`,
      [REGENCY, [...known]],
    );
    expect(rows).toHaveLength(PERSONS);
  });

  it('the numbers planners see are those a recount gives', async () => {
    const url = platform.postgres.databases['consolidation'] ?? '';
    const seen = await ask(
      url,
      'select village, sex, persons::int from read.population where persons <> 0 order by 1, 2',
    );
    const recount = await ask(
      url,
      `select village, sex, count(*)::int as persons from core.person where status = 'resident' group by 1, 2 order by 1, 2`,
    );
    expect(seen).toEqual(recount);
    const families = await ask(url, 'select village, families::int from read.families where families <> 0 order by 1');
    const households = await ask(
      url,
      `select village, count(*)::int as families from core.household where status = 'active' group by 1 order by 1`,
    );
    expect(families).toEqual(households);
  });

  it('nothing was parked, and the batch is known to have arrived whole', async () => {
    const url = platform.postgres.databases['consolidation'] ?? '';
    const { batch } = await pushed;
    expect(await ask(url, 'select cause, count(*)::int from inbox.parked group by cause')).toEqual([]);
    expect(
      await ask(
        url,
        'select events, arrived, complete_at is not null as complete from ops.batch_arrival where batch = $1',
        [batch.id],
      ),
    ).toEqual([{ events: LINES, arrived: LINES, complete: true }]);
  });
});
