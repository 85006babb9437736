import { PURPOSE_CODES } from '@satudata/contracts';
import { ensureTopics } from '@satudata/local-platform';
import type { EventServiceConfig, SchemaMigrations, ServiceDefinition } from '@satudata/service-kit';
import { startTestIssuer, type TestIssuer } from '../access/test-issuer.js';
import { createTestDatabase, type TestDatabase } from '../database/test-database.js';
import { Office } from './office.js';
import { serve, type ServedService } from './serve.js';

/** A source inside the test's process, with a database and an issuer of its own on the shared broker. */
export interface SourceService {
  readonly database: TestDatabase;
  /** Everything logged since it was opened, restarts included. */
  logged(): string;
  /** The office of a regency (or of the province, `18`) that may do `operations`, for any purpose. */
  office(region: string, client?: string): Promise<Office>;
  /** Ends the service and boots it again on the same address and database. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** @param settings of its environment beside those it needs */
export async function openSource(
  definition: ServiceDefinition<EventServiceConfig>,
  schemas: readonly SchemaMigrations[],
  operations: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<SourceService> {
  const brokers = testBrokers();
  await ensureTopics(brokers, { partitions: 3, replicationFactor: 1 });
  const [database, issuer] = await Promise.all([createTestDatabase(definition.name, schemas), startTestIssuer()]);
  const own = { DATABASE_URL: database.appUrl, OIDC_ISSUER: issuer.url, KAFKA_BROKERS: brokers.join(',') };
  const environment = { ...own, ...settings };
  let service = await serve(definition, environment);
  let earlier = '';
  return {
    database,
    logged: () => earlier + service.logged(),
    office: async (region, client = `disdukcapil-${region}`) =>
      new Office(service.url, await tokenFor(issuer, definition.name, client, region, operations)),
    restart: async () => {
      await service.close();
      earlier += service.logged();
      service = await serve(definition, { ...environment, PORT: new URL(service.url).port });
    },
    close: () => close(service, issuer, database),
  };
}

/** @throws Error outside the tier "int" */
export function testBrokers(): string[] {
  const { TEST_KAFKA_BROKERS } = process.env;
  if (!TEST_KAFKA_BROKERS) throw new Error('TEST_KAFKA_BROKERS is not set: this spec belongs to the tier "int"');
  return TEST_KAFKA_BROKERS.split(',');
}

function tokenFor(issuer: TestIssuer, service: string, client: string, region: string, operations: readonly string[]) {
  return issuer.token({ client, service, grants: [{ operations, regions: [region], purposes: PURPOSE_CODES }] });
}

async function close(service: ServedService, issuer: TestIssuer, database: TestDatabase): Promise<void> {
  await service.close();
  await Promise.all([issuer.close(), database.drop()]);
}
