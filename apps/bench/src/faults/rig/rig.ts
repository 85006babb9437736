import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { topicOf } from '@satudata/contracts';
import { ensureTopics, startKafka, Supervisor, type RunningKafka } from '@satudata/local-platform';
import { freePort, startTestIssuer, TcpProxy, waitFor, type TestIssuer } from '@satudata/testing';
import { RigDatabase } from './database.js';
import { LogTail } from './log-tail.js';
import { Member, type MemberPlan } from './member.js';

export type Service = MemberPlan['service'];

/** As short as the broker and a busy machine allow, so that a repetition is cheap. */
const SESSION_MS = 3_000;
export const LEASE_MS = 2_000;
const PARTITIONS = 3;
export const PERSONS = topicOf('population-registry', 'person');
const TOPICS_WATCHED = [PERSONS, topicOf('population-registry', 'family-card')];
const BACK = { within: 60_000 };

/**
 * A source and the store as real processes, each with a database server of its own, on a real broker; everything the
 * services reach lies behind a proxy. Two members of each service can run; one of each does from the start.
 */
export class Rig {
  readonly tail!: LogTail;
  readonly brokerProxy!: TcpProxy;
  private readonly members = new Map<string, Member>();

  private constructor(
    readonly root: string,
    private readonly supervisors: readonly Supervisor[],
    private readonly kafka: RunningKafka,
    readonly source: RigDatabase,
    readonly store: RigDatabase,
    readonly issuer: TestIssuer,
  ) {}

  static async open(): Promise<Rig> {
    const root = mkdtempSync(join(tmpdir(), 'satudata-faults-'));
    const silent = () => undefined;
    const [left, right] = [
      await Supervisor.open(join(root, 'source'), silent),
      await Supervisor.open(join(root, 'store'), silent),
    ];
    let brokerProxy: TcpProxy | undefined;
    const advertise = async (port: number) => (brokerProxy = await TcpProxy.listen({ host: '127.0.0.1', port })).port;
    const [kafka, source, store, issuer] = await Promise.all([
      startKafka(right, process.env, advertise),
      RigDatabase.open(left, 'population-registry', { name: 'population_registry', readers: [] }),
      RigDatabase.open(right, 'consolidation', { name: 'consolidation', readers: ['planner_api_reader'] }),
      startTestIssuer(),
    ]);
    await ensureTopics(kafka.brokers, { partitions: PARTITIONS, replicationFactor: 1 });
    const tail = await LogTail.open(kafka.brokers, TOPICS_WATCHED);
    const rig = Object.assign(new Rig(root, [left, right], kafka, source, store, issuer), { tail, brokerProxy });
    await Promise.all([rig.join('population-registry'), rig.join('consolidation')]);
    return rig;
  }

  /** The first member of a service. */
  first(service: Service): Member {
    return this.member(`${service}-1`);
  }

  /** Starts one more member, and waits until it is ready. */
  async join(service: Service): Promise<Member> {
    const number = [...this.members.keys()].filter((name) => name.startsWith(service)).length + 1;
    const name = `${service}-${number}`;
    const port = await freePort();
    const member = new Member({ service, name, port, folder: this.root, environment: this.environmentOf(service) });
    this.members.set(name, member);
    member.start();
    await member.ready();
    return member;
  }

  /** Ends every member but the first of each service. */
  async dismissGuests(): Promise<void> {
    const guests = [...this.members].filter(([name]) => !name.endsWith('-1'));
    for (const [name] of guests) this.members.delete(name);
    await Promise.all(guests.map(([, member]) => member.stop()));
  }

  /** `kill -9` of the broker; resolves when it answers again. */
  async killBroker(): Promise<void> {
    const { pid } = this.kafka.child;
    process.kill(pid, 'SIGKILL');
    await waitFor('the broker to be started again', () => this.kafka.child.pid !== pid, BACK);
    await waitFor('the broker to answer', async () => (await this.tail.reachedEnds(), true), BACK);
  }

  async close(): Promise<void> {
    await Promise.all([...this.members.values()].map((member) => member.stop()));
    await this.tail.close().catch(() => undefined);
    for (const supervisor of this.supervisors) await supervisor.stop();
    await Promise.all([this.brokerProxy, this.source.proxy, this.store.proxy].map((proxy) => proxy.close()));
    await this.issuer.close();
    rmSync(this.root, { recursive: true, force: true });
  }

  private member(name: string): Member {
    const member = this.members.get(name);
    if (!member) throw new Error(`the rig has no member ${name}`);
    return member;
  }

  private environmentOf(service: Service): NodeJS.ProcessEnv {
    const database = service === 'consolidation' ? this.store : this.source;
    return {
      ...process.env,
      NODE_ENV: 'test',
      LOG_LEVEL: 'info',
      DATABASE_URL: database.serviceUrl,
      OIDC_ISSUER: this.issuer.url,
      KAFKA_BROKERS: this.kafka.brokers.join(','),
      KAFKA_SESSION_TIMEOUT_MS: String(SESSION_MS),
      RELAY_LEASE_MS: String(LEASE_MS),
    };
  }
}
