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

const OPERATIONS = ['person:write'];

let database: TestDatabase;
let issuer: TestIssuer;
let service: ServedService;
let road: TcpProxy | undefined;
let port: number;

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
  });
}, 60_000);
afterAll(async () => {
  await service?.close();
  await road?.close();
  await Promise.all([issuer?.close(), database?.drop()]);
});

const waiting = async () => {
  const [row] = await database.query<{ count: string }>('select count(*) from outbox.outbox');
  return Number(row?.count);
};
const ready = async () => (await fetch(`${service.url}/health/ready`)).status;

/** Leads from the empty port to the real broker: the broker "comes back". */
function openRoad(): Promise<TcpProxy> {
  const [host = '', brokerPort = ''] = (testBrokers()[0] ?? '').split(':');
  return TcpProxy.listen({ host, port: Number(brokerPort) }, port);
}

describe('a source that starts while the broker is away', () => {
  it('takes records, says that it is not ready, and sends all of them once the broker is there', async () => {
    const grants = [{ operations: OPERATIONS, regions: ['18'] }];
    const token = await issuer.token({ client: 'disdukcapil-18', service: 'population-registry', grants });
    const office = new Office(service.url, token);
    const person = aPerson({}, 1);
    const stored = await office.put(`/v1/persons/${person.nik}`, person);
    expect(stored).toMatchObject({ status: 200, body: { verdict: 'stored' } });
    expect(await waiting()).toBe(2);
    expect(await ready()).toBe(503);

    road = await openRoad();
    await waitFor('the outbox to be sent', async () => (await waiting()) === 0, { within: 30_000 });
    expect(await ready()).toBe(200);
  }, 60_000);
});
