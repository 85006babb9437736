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
const LEASE_MS = 2_000;
const PARTITIONS = 3;
export const PERSONS = topicOf('population-registry', 'person');
const TOPICS_WATCHED = [PERSONS, topicOf('population-registry', 'family-card')];
const BACK = { within: 60_000 };

interface RigParts {
  readonly root: string;
  readonly supervisors: readonly Supervisor[];
  readonly kafka: RunningKafka;
  /** Before the broker. */
  readonly proxy: TcpProxy;
  readonly source: RigDatabase;
  readonly store: RigDatabase;
  readonly issuer: TestIssuer;
  readonly tail: LogTail;
}

/**
 * A source and the store as real processes, each with a database server of its own, on a real broker; everything the
 * services reach lies behind a proxy. Two members of each service can run; one of each does from the start.
 */
export class Rig {
  private readonly members = new Map<string, Member>();

  private constructor(private readonly parts: RigParts) {}

  static async open(): Promise<Rig> {
    const root = mkdtempSync(join(tmpdir(), 'satudata-faults-'));
    const [left, right] = await Promise.all([openHome(root, 'source'), openHome(root, 'store')]);
    const [broker, source, store, issuer] = await Promise.all([
      openBroker(right),
      RigDatabase.open(left, 'population-registry', { name: 'population_registry', readers: [] }),
      RigDatabase.open(right, 'consolidation', { name: 'consolidation', readers: ['planner_api_reader'] }),
      startTestIssuer(),
    ]);
    const tail = await LogTail.open(broker.kafka.brokers, TOPICS_WATCHED);
    const rig = new Rig({ root, supervisors: [left, right], ...broker, source, store, issuer, tail });
    await Promise.all([rig.join('population-registry'), rig.join('consolidation')]);
    return rig;
  }

  get source(): RigDatabase {
    return this.parts.source;
  }

  get store(): RigDatabase {
    return this.parts.store;
  }

  get tail(): LogTail {
    return this.parts.tail;
  }

  get brokerProxy(): TcpProxy {
    return this.parts.proxy;
  }

  get issuer(): TestIssuer {
    return this.parts.issuer;
  }

  /** The first member of a service. */
  first(service: Service): Member {
    return this.member(`${service}-1`);
  }

  membersOf(service: Service): Member[] {
    return [...this.members].filter(([name]) => name.startsWith(service)).map(([, member]) => member);
  }

  /** Starts one more member, and waits until it is ready. */
  async join(service: Service): Promise<Member> {
    const number = this.membersOf(service).length + 1;
    const name = `${service}-${number}`;
    const port = await freePort();
    const member = new Member({
      service,
      name,
      port,
      folder: this.parts.root,
      environment: this.environmentOf(service),
    });
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
    const { child } = this.parts.kafka;
    const { pid } = child;
    process.kill(pid, 'SIGKILL');
    await waitFor('the broker to be started again', () => child.pid !== pid, BACK);
    await waitFor('the broker to answer', async () => (await this.tail.reachedEnds(), true), BACK);
  }

  async close(): Promise<void> {
    const { root, supervisors, proxy, source, store, issuer, tail } = this.parts;
    await Promise.all([...this.members.values()].map((member) => member.stop()));
    await tail.close().catch(() => undefined);
    for (const supervisor of supervisors) await supervisor.stop();
    await Promise.all([proxy, source.proxy, store.proxy].map((each) => each.close()));
    await issuer.close();
    rmSync(root, { recursive: true, force: true });
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
      KAFKA_BROKERS: this.parts.kafka.brokers.join(','),
      KAFKA_SESSION_TIMEOUT_MS: String(SESSION_MS),
      RELAY_LEASE_MS: String(LEASE_MS),
    };
  }
}

const openHome = (root: string, name: string): Promise<Supervisor> =>
  Supervisor.open(join(root, name), () => undefined);

/** Clients are told to find it behind the proxy. */
async function openBroker(supervisor: Supervisor): Promise<{ kafka: RunningKafka; proxy: TcpProxy }> {
  const proxies: TcpProxy[] = [];
  const kafka = await startKafka(supervisor, process.env, async (port) => {
    const proxy = await TcpProxy.listen({ host: '127.0.0.1', port });
    proxies.push(proxy);
    return proxy.port;
  });
  const [proxy] = proxies;
  if (!proxy) throw new Error('the broker was started without its proxy');
  await ensureTopics(kafka.brokers, { partitions: PARTITIONS, replicationFactor: 1 });
  return { kafka, proxy };
}
