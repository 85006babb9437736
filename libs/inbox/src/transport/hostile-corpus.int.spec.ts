import { randomUUID } from 'node:crypto';
import { connectKafka, type LogWriter, type OutgoingMessage, type TopicAdmin } from '@satudata/event-log';
import { createTestDatabase, waitFor, type TestDatabase } from '@satudata/testing';
import { inboxSchema } from '../index.js';
import { joinGroup, type Member } from '../told/member.js';
import { seeing, seenSchema } from '../told/seen-events.js';
import { toldEvent } from '../told/told-event.js';

const brokers = (process.env['TEST_KAFKA_BROKERS'] ?? '').split(',');
const topic = `hostile-corpus.${randomUUID()}`;
const kafka = connectKafka({ brokers, clientId: 'hostile-corpus-spec' });

let store: TestDatabase;
let writer: LogWriter;
let admin: TopicAdmin;
let member: Member;

beforeAll(async () => {
  store = await createTestDatabase('consolidation', [inboxSchema, seenSchema]);
  writer = kafka.writer();
  await writer.connect();
  admin = await kafka.admin();
  await admin.ensureTopics([topic], { partitions: 3, replicationFactor: 1 });
  member = await joinGroup({ topic, databaseUrl: store.appUrl, brokers, admin }, seeing, 30_000);
}, 60_000);

afterAll(async () => {
  await member.leave();
  await admin.close();
  await writer.close();
  await store.drop();
});

const whole = (key: string, record: object = {}) => toldEvent(key, 1, record);
const withValue = (key: string, value: string | Buffer): OutgoingMessage => ({ ...whole(key), value });
const withHeaders = (key: string, headers: Record<string, string>): OutgoingMessage => {
  const message = whole(key);
  return { ...message, headers: { ...message.headers, ...headers } };
};

/** What cannot be understood, with the cause that must be told. */
const poison: [OutgoingMessage, string][] = [
  [withValue('tombstone', ''), 'the value is not JSON'],
  [withValue('broken', '{"version": 1, "change"'), 'the value is not JSON'],
  [withValue('not-utf8', Buffer.from([0x7b, 0xff, 0x7d])), 'the value is not UTF-8'],
  [withHeaders('unknown-type', { ce_type: 'com.example.thing.changed' }), 'ce_type is not one of ours'],
  [withHeaders('unknown-version', { ce_specversion: '2.0' }), 'ce_specversion is not 1.0'],
  [withHeaders('other-version', { 'satudata-version': '7' }), 'version in header and value differ'],
  [
    {
      ...withHeaders('beyond-2^53', { 'satudata-version': '9007199254740993' }),
      value: '{"version":9007199254740993,"change":{"type":"person.recorded","at":"2026-01-01T00:00:00Z"},"record":{}}',
    },
    'the value is not { version, change: { type, at }, record }',
  ],
  [{ ...withValue('nul\u0000key', 'x') }, 'the value is not JSON'],
];

/** Odd, yet events all the same. */
const odd: OutgoingMessage[] = [
  whole('zeros', { nik: '0000105705900001' }),
  whole('large', { note: 'x'.repeat(900 * 1024) }),
  withHeaders('huge-header', { 'x-unknown': 'h'.repeat(64 * 1024) }),
  whole('nul-inside', { name: 'Siti\u0000' }),
];

describe('a hostile corpus among whole events', () => {
  it('is applied or parked to the last message, each for its own cause, and nobody dies of it', async () => {
    const good = Array.from({ length: 20 }, (_, index) => whole(`good${index}`));
    const said = [...good.slice(0, 10), ...poison.map(([message]) => message), ...odd, ...good.slice(10)];
    await writer.append(topic, said);
    await waitFor(
      'every message to be passed',
      async () =>
        Number((await store.query('select sum(next_offset) from inbox.position'))[0]?.['sum']) === said.length,
      { within: 40_000 },
    );
    const applied = await store.query('select key from seen.event');
    const parked = await store.query<{ key: string; cause: string }>('select key, cause from inbox.parked');
    expect(applied.map(({ key }) => String(key)).sort()).toEqual([...good, ...odd].map(({ key }) => key).sort());
    expect(new Map(parked.map(({ key, cause }) => [key, cause]))).toEqual(
      new Map(poison.map(([{ key }, cause]) => [key.replace('\u0000', '\ufffd'), cause])),
    );
    expect([parked.length, member.fatal]).toEqual([poison.length, []]);
    expect(() => member.inbox.assertReading()).not.toThrow();
  }, 90_000);
});
