import { ensureTopics, startTestInfrastructure, type TestInfrastructure } from '@satudata/local-platform';
import { createTestDatabase, type TestDatabase } from '@satudata/testing';
import { migrate, ServiceProcess } from './service-process.js';

const PARTITIONS = 12;

/** A broker, the databases of one source and of the store, and the two services: no more than the pipeline itself. */
export class PipelineRig {
  private readonly processes: ServiceProcess[] = [];

  private constructor(
    private readonly infrastructure: TestInfrastructure,
    readonly source: TestDatabase,
    readonly store: TestDatabase,
  ) {}

  static async start(): Promise<PipelineRig> {
    const infrastructure = await startTestInfrastructure();
    process.env['TEST_POSTGRES_URL'] = infrastructure.postgresUrl;
    const source = await createTestDatabase('population-registry', []);
    const store = await createTestDatabase('consolidation', []);
    await migrate('population-registry', source.ownerUrl);
    await migrate('consolidation', store.ownerUrl);
    await ensureTopics(infrastructure.brokers, { partitions: PARTITIONS, replicationFactor: 1 });
    return new PipelineRig(infrastructure, source, store);
  }

  get brokers(): readonly string[] {
    return this.infrastructure.brokers;
  }

  startSource(env: Readonly<Record<string, string>> = {}): Promise<ServiceProcess> {
    return this.startService('population-registry', { DATABASE_URL: this.source.appUrl, ...env });
  }

  startStore(env: Readonly<Record<string, string>> = {}): Promise<ServiceProcess> {
    return this.startService('consolidation', { DATABASE_URL: this.store.appUrl, ...env });
  }

  async stop(): Promise<void> {
    await Promise.all(this.processes.map((service) => service.stop()));
    await this.infrastructure.stop();
  }

  private async startService(name: string, env: Readonly<Record<string, string>>): Promise<ServiceProcess> {
    const service = await ServiceProcess.start(name, { KAFKA_BROKERS: this.brokers.join(','), ...env });
    this.processes.push(service);
    return service;
  }
}
