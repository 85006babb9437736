import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { connectKafka, type LogWriter, type TopicAdmin } from '@satudata/event-log';
import { createTestDatabase, waitFor, type TestDatabase } from '@satudata/testing';
import type { Projection } from '../events/projection.js';
import { inboxSchema } from '../index.js';
import { joinGroup, type Member, type MemberPlace } from '../told/member.js';
import { seeing, seenSchema, type SeenEvent } from '../told/seen-events.js';
import { toldEvent } from '../told/told-event.js';

const KEYS = 30;
const brokers = (process.env['TEST_KAFKA_BROKERS'] ?? '').split(',');
const topic = `rolling-restart.${randomUUID()}`;
const kafka = connectKafka({ brokers, clientId: 'rolling-restart-spec' });

let store: TestDatabase;
let writer: LogWriter;
let admin: TopicAdmin;
let place: MemberPlace;
let members: WorkingMember[] = [];

interface WorkingMember extends Member {
  /** Chunks that this member itself has applied. */
  readonly chunks: () => number;
}

beforeAll(async () => {
  store = await createTestDatabase('consolidation', [inboxSchema, seenSchema]);
  writer = kafka.writer();
  await writer.connect();
  admin = await kafka.admin();
  await admin.ensureTopics([topic], { partitions: 6, replicationFactor: 1 });
  place = { topic, databaseUrl: store.appUrl, brokers, admin };
  members = await Promise.all([1, 2, 3].map(() => joinAsOne()));
}, 60_000);

afterAll(async () => {
  await Promise.all(members.map((member) => member.leave()));
  await admin.close();
  await writer.close();
  await store.drop();
});

async function joinAsOne(): Promise<WorkingMember> {
  let chunks = 0;
  const counting: Projection<SeenEvent> = { ...seeing, fold: (...chunk) => ((chunks += 1), seeing.fold(...chunk)) };
  return { ...(await joinGroup(place, counting, 6_000)), chunks: () => chunks };
}

const positions = async () =>
  (await store.query('select next_offset from inbox.position order by partition')).map((row) =>
    Number(row['next_offset']),
  );

/** Each partition is worked on by somebody. */
async function allMove(): Promise<void> {
  const before = await positions();
  await waitFor(
    'every partition to go on',
    async () => (await positions()).every((next, partition) => next > (before[partition] ?? 0)),
    { within: 15_000 },
  );
}

const works = (member: WorkingMember) =>
  waitFor('a member to hold partitions', () => member.chunks() > 0, { within: 15_000 });

const applied = async () => Number((await store.query('select count(*) from seen.event'))[0]?.['count']);

/** Says versions of every key until told to stop; answers the last. */
async function sayUntil(stopped: AbortSignal): Promise<number> {
  for (let version = 1; ; version += 1) {
    await writer.append(
      topic,
      Array.from({ length: KEYS }, (_, index) => toldEvent(`k${index}`, version)),
    );
    if (stopped.aborted) return version;
    await pause(50);
  }
}

describe('three members that are restarted in turn under load', () => {
  it('leave in time, go on without a loop of rebalances, and apply each event once and in order', async () => {
    const stop = new AbortController();
    const saying = sayUntil(stop.signal);
    await Promise.all(members.map(works));
    for (let restart = 0; restart < 4; restart += 1) {
      const leaving = members[restart % 3]!;
      await Promise.race([leaving.leave(), pause(10_000).then(() => Promise.reject(new Error('did not leave')))]);
      await allMove();
      const joined = await joinAsOne();
      members[restart % 3] = joined;
      await works(joined);
    }
    await allMove();
    stop.abort();
    const last = await saying;
    await waitFor('everything to be applied', async () => (await applied()) >= KEYS * last, { within: 30_000 });
    const versions = Array.from({ length: last }, (_, index) => index + 1).join();
    const seen = await store.query<{ versions: string[] }>(
      'select array_agg(version order by place) as versions from seen.event group by key',
    );
    expect(seen.map((key) => key.versions.join())).toEqual(Array(KEYS).fill(versions));
    expect(members.flatMap(({ fatal }) => fatal)).toEqual([]);
  }, 120_000);
});
