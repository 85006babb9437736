import { kafkajsClient } from '@satudata/event-log';
import { Client } from 'pg';
import { startContainers } from './testcontainers.js';
import type { TestInfrastructure } from './test-infrastructure.js';

// The set-up of the tier asks for an engine: where none answers this is told as skipped, never as passed.
const whereAnEngineAnswers = process.env['TEST_CONTAINER_ENGINE'] ? it : it.skip;

describe('The test platform in containers', () => {
  let infrastructure: TestInfrastructure | undefined;

  afterAll(() => infrastructure?.stop());

  whereAnEngineAnswers(
    'has a broker and a database that answer',
    async () => {
      infrastructure = await startContainers();
      const client = new Client({ connectionString: infrastructure.postgresUrl });
      await client.connect();
      expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
      await client.end();
      const admin = kafkajsClient({ brokers: infrastructure.brokers, clientId: 'spec' }).admin();
      await admin.connect();
      expect((await admin.describeCluster()).brokers).toHaveLength(1);
      await admin.disconnect();
    },
    300_000,
  );
});
