import { connectKafka } from '@satudata/event-log';
import { Client } from 'pg';
import { hasContainerEngine, startContainers } from './testcontainers.js';
import type { TestInfrastructure } from './test-infrastructure.js';

describe('The test platform in containers', () => {
  let infrastructure: TestInfrastructure | undefined;

  beforeAll(async () => {
    if (await hasContainerEngine()) infrastructure = await startContainers();
    else process.stderr.write('NOT RUN: the test platform in containers, because no container engine answers here.\n');
  }, 300_000);

  afterAll(() => infrastructure?.stop());

  it('has a broker and a database that answer, or is reported as not run', async () => {
    if (!infrastructure) return expect(await hasContainerEngine()).toBe(false);
    const client = new Client({ connectionString: infrastructure.postgresUrl });
    await client.connect();
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await client.end();
    const admin = connectKafka({ brokers: infrastructure.brokers, clientId: 'spec' }).admin();
    await admin.connect();
    expect((await admin.describeCluster()).brokers).toHaveLength(1);
    await admin.disconnect();
  });
});
