import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { randomUUID } from 'node:crypto';
import { ensureTopics, startTestInfrastructure, type TestInfrastructure } from '@satudata/local-platform';
import {
  createTestDatabase,
  pushBatch,
  startTestIssuer,
  type PushedBatch,
  type TestDatabase,
  type TestIssuer,
} from '@satudata/testing';
import { REGENCY } from '../invented-persons.js';
import { migrate, ServiceProcess } from '../pipeline/service-process.js';

const SERVICE = 'population-registry';
const OPERATIONS = ['person:write', 'person:read', 'batch:read'];
/** Enough for every measurement: what is measured is not how a budget or a backlog stops it. */
const NO_LIMIT = '1000000000';
const WITHIN_MS = 3_600_000;
const PIECE = 256 * 1024;

export type Outcomes = PushedBatch['verdicts'];

/** The source alone, with an issuer of its tokens, and a second database with the same tables for the peer. */
export class SourceRig {
  private constructor(
    private readonly infrastructure: TestInfrastructure,
    private readonly issuer: TestIssuer,
    readonly service: ServiceProcess,
    readonly source: TestDatabase,
    readonly peers: TestDatabase,
  ) {}

  static async start(): Promise<SourceRig> {
    const infrastructure = await startTestInfrastructure();
    process.env['TEST_POSTGRES_URL'] = infrastructure.postgresUrl;
    await ensureTopics(infrastructure.brokers, { partitions: 3, replicationFactor: 1 });
    const [source, peers, issuer] = await Promise.all([migrated(), migrated(), startTestIssuer()]);
    const service = await ServiceProcess.start(SERVICE, {
      DATABASE_URL: source.appUrl,
      OIDC_ISSUER: issuer.url,
      KAFKA_BROKERS: infrastructure.brokers.join(','),
      OUTBOX_LIMIT: NO_LIMIT,
      INTAKE_BUDGET_RECORDS: NO_LIMIT,
    });
    return new SourceRig(infrastructure, issuer, service, source, peers);
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await this.issuer.close();
    await this.infrastructure.stop();
  }

  /** Somebody else has the lease of the relay from now on, and sends nothing. */
  async withoutRelay(): Promise<void> {
    await this.source.query(
      `update outbox.lease set holder = gen_random_uuid(), token = token + 1, expires_at = now() + interval '1 day'`,
    );
  }

  /** Sends the lines of a file as one batch of a new key. */
  async push(file: string): Promise<PushedBatch> {
    const payload = () => createReadStream(file, { encoding: 'utf8', highWaterMark: PIECE }) as AsyncIterable<string>;
    const push = { url: this.service.url, entities: 'persons', key: randomUUID(), token: () => this.token(), payload };
    return (await pushBatch({ ...push, entities: 'persons' }, WITHIN_MS)).batch;
  }

  /** What the service tells line by line, counted. */
  async toldOf(batch: string): Promise<Outcomes> {
    const answer = await fetch(`${this.service.url}/v1/batches/${batch}/verdicts`, {
      headers: { authorization: `Bearer ${await this.token()}` },
    });
    if (!answer.ok || !answer.body) throw new Error(`the verdicts ended in ${answer.status}`);
    const counts = { stored: 0, unchanged: 0, stale: 0, rejected: 0 };
    const input = Readable.fromWeb(answer.body as ReadableStream);
    for await (const line of createInterface({ input })) {
      if (line !== '') counts[(JSON.parse(line) as { outcome: keyof Outcomes }).outcome] += 1;
    }
    return counts;
  }

  /**
   * Events that a batch made of persons of whom the batch before it made one. Of persons whom a file holds twice, each
   * time otherwise, every line is news again.
   */
  async newsSince(before: string, batch: string): Promise<number> {
    const [row] = await this.source.query<{ events: number }>(
      `with once as (select entity_id from outbox.change where batch = $1 and entity = 'person'
                     group by entity_id having count(*) = 1)
       select count(*)::int as events from outbox.change join once using (entity_id)
       where batch = $2 and entity = 'person'`,
      [before, batch],
    );
    return row?.events ?? 0;
  }

  /** Events of persons that a batch made. */
  async eventsOf(batch: string): Promise<number> {
    const [row] = await this.source.query<{ events: number }>(
      `select count(*)::int as events from outbox.change where batch = $1 and entity = 'person'`,
      [batch],
    );
    return row?.events ?? 0;
  }

  token(): Promise<string> {
    const grants = [{ operations: OPERATIONS, regions: [REGENCY], purposes: ['civil-registration'] }];
    return this.issuer.token({ client: `disdukcapil-${REGENCY}`, service: SERVICE, grants });
  }
}

async function migrated(): Promise<TestDatabase> {
  const database = await createTestDatabase(SERVICE, []);
  await migrate(SERVICE, database.ownerUrl);
  return database;
}
