import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { topicOf } from '@satudata/contracts';
import { connectKafka, readTopic } from '@satudata/event-log';
import { ensureTopics, startKafka, Supervisor, type RunningKafka } from '@satudata/local-platform';
import { connectDatabase, createLogger, WHOLE_PROVINCE, type ScopedDatabase } from '@satudata/service-kit';
import { createTestDatabase, waitFor, type TestDatabase } from '@satudata/testing';
import { outboxSchema, publish, Relay } from '../index.js';

const LEASE_MS = 10_000;
const SOURCE = 'population-registry';
const PATIENCE = 120_000;

let folder: string;
let supervisor: Supervisor;
let broker: RunningKafka;
let database: TestDatabase;
let app: ScopedDatabase;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'satudata-broker-'));
  supervisor = await Supervisor.open(folder, () => undefined);
  broker = await startKafka(supervisor, process.env);
  await ensureTopics(broker.brokers, { partitions: 3, replicationFactor: 1 });
  database = await createTestDatabase(SOURCE, [outboxSchema]);
  app = await connectDatabase({ url: database.appUrl, applicationName: 'spec', poolSize: 4, onError: () => undefined });
}, PATIENCE);

afterAll(async () => {
  await app?.close();
  await Promise.all([database?.drop(), supervisor?.stop()]);
  rmSync(folder, { recursive: true, force: true });
}, PATIENCE);

const say = (id: string) =>
  app.inScope(WHOLE_PROVINCE, (manager) => {
    const event = { entity: 'person', entityId: id, version: 1, type: 'person.recorded', at: '2026-01-01T00:00:00Z' };
    return publish(manager, SOURCE, [[{ ...event, record: { id }, region: '18.09' }]], {});
  });
const backlog = async () => Number((await database.query('select count(*) from outbox.outbox'))[0]?.['count']);

describe('a broker that is killed and comes back', () => {
  it(
    'finds everything that was said meanwhile waiting in the queue',
    async () => {
      const kafka = connectKafka({ brokers: broker.brokers, clientId: 'broker-away-spec' });
      const [writer, admin] = [kafka.writer(), await kafka.admin()];
      await writer.connect();
      const relay = new Relay({
        source: SOURCE,
        database: app,
        writer,
        admin,
        logger: createLogger('spec', 'fatal'),
        leaseMs: LEASE_MS,
      });
      relay.start();
      const ids = Array.from({ length: 200 }, () => randomUUID());
      for (const id of ids.slice(0, 100)) await say(id);
      await waitFor('the first half to be sent', async () => (await backlog()) === 0, { within: PATIENCE });
      process.kill(broker.child.pid, 'SIGKILL');
      for (const id of ids.slice(100)) await say(id);
      expect(await backlog()).toBe(100);
      await waitFor('the second half to be sent', async () => (await backlog()) === 0, { within: PATIENCE });
      await waitFor('the relay to be well', () => relay.failing === 0, { within: PATIENCE });
      await relay.stop();
      const heard = new Set<string>();
      await readTopic(kafka, topicOf(SOURCE, 'person'), ({ key }) => heard.add(key));
      await Promise.all([writer.close(), admin.close()]);
      expect(heard).toEqual(new Set(ids));
    },
    2 * PATIENCE,
  );
});
