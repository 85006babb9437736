import { randomUUID } from 'node:crypto';
import { ensureTopics } from '@satudata/local-platform';
import {
  aPerson,
  createTestDatabase,
  freePort,
  Office,
  serve,
  startTestIssuer,
  TcpProxy,
  testBrokers,
  waitFor,
  type ServedService,
  type TestDatabase,
  type TestIssuer,
} from '@satudata/testing';
import { populationRegistry, populationRegistrySchemas } from './population-registry.js';

const CHUNK = 1_000;
/** More than can be committed between two looks at what waits. */
const WHOLE = 8 * CHUNK;
/** The two events of each line of the first chunk fill it. */
const LIMIT = 2 * CHUNK;

let database: TestDatabase;
let issuer: TestIssuer;
let service: ServedService;
let road: TcpProxy | undefined;
let port: number;
let office: Office;

beforeAll(async () => {
  await ensureTopics(testBrokers(), { partitions: 3, replicationFactor: 1 });
  port = await freePort();
  [database, issuer] = await Promise.all([
    createTestDatabase('population-registry', populationRegistrySchemas),
    startTestIssuer(),
  ]);
  service = await serve(populationRegistry, {
    DATABASE_URL: database.appUrl,
    OIDC_ISSUER: issuer.url,
    KAFKA_BROKERS: `127.0.0.1:${port}`,
    OUTBOX_LIMIT: String(LIMIT),
  });
  const grants = [{ operations: ['person:write', 'person:read', 'batch:read'], regions: ['18'] }];
  office = new Office(
    service.url,
    await issuer.token({ client: 'disdukcapil-18', service: 'population-registry', grants }),
  );
}, 60_000);

afterAll(async () => {
  await service?.close();
  await road?.close();
  await Promise.all([issuer?.close(), database?.drop()]);
});

/** Leads from the empty port to the real broker: the broker "comes back". */
function openRoad(): Promise<TcpProxy> {
  const [host = '', brokerPort = ''] = (testBrokers()[0] ?? '').split(':');
  return TcpProxy.listen({ host, port: Number(brokerPort) }, port);
}

interface BatchList {
  readonly batches: readonly { committedLines: number; status: string }[];
}

const lines = (from: number, count: number) =>
  Array.from({ length: count }, (_none, index) => `${JSON.stringify(aPerson({}, from + index))}\n`).join('');
const put = (number: number) => office.put(`/v1/persons/${aPerson({}, number).nik}`, aPerson({}, number));
const persons = async () =>
  (await database.query<{ count: number }>('select count(*)::int as count from registry.person'))[0]?.count;

describe('a source whose changes nobody takes', () => {
  let key: string;
  let answered: Promise<{ status: number; body: Record<string, unknown> }>;

  it('lets a batch under way wait, with what is committed kept', async () => {
    key = randomUUID();
    answered = office.send('/v1/persons/batches', key, lines(0, WHOLE));
    await waitFor('the first chunk', async () => (await persons()) === CHUNK, { within: 20_000 });
    await waitFor('the source to be full', async () => (await put(0)).status === 503, { within: 20_000 });
    // A chunk that was let in before the gate closed may still be on its way.
    const batch = await waitFor(
      'the batch to tell all that is kept',
      async () => {
        const kept = await persons();
        const { body } = await office.get<BatchList>(`/v1/batches?key=${key}`);
        return body.batches[0]?.committedLines === kept && body.batches[0];
      },
      { within: 20_000 },
    );
    expect(batch.status).toBe('running');
    expect(batch.committedLines).toBeLessThan(WHOLE);
  }, 60_000);

  it('refuses more, in both languages and with a hint when to ask again, and stores nothing of it', async () => {
    for (const refused of [await put(9_998), await office.send('/v1/persons/batches', randomUUID(), lines(9_000, 1))]) {
      expect(refused).toMatchObject({ status: 503, body: { type: 'urn:satudata:problem:backlog-full' } });
      expect(refused.body['words']).toEqual({
        id: expect.stringContaining('menunggu dikirim'),
        en: expect.stringContaining('wait to be sent'),
      });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    const niks = [9_000, 9_998].map((number) => aPerson({}, number).nik);
    expect(await database.query('select from registry.person where nik = any($1)', [niks])).toEqual([]);
  });

  it('still answers who only asks', async () => {
    expect((await office.get('/v1/batches')).status).toBe(200);
  });

  it('goes on with the batch, and takes records again, once the broker takes its changes', async () => {
    road = await openRoad();
    expect(await answered).toMatchObject({ status: 200, body: { committedLines: WHOLE, status: 'finished' } });
    await waitFor('room', async () => (await put(9_998)).status === 200, { within: 30_000 });
    expect(await persons()).toBe(WHOLE + 1);
  }, 90_000);
});
