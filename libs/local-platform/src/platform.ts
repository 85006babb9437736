import { rmSync } from 'node:fs';
import { once } from 'node:events';
import { provideDatabases } from './databases.js';
import type { Databases } from './databases.js';
import { existingInfrastructure } from './existing-infrastructure.js';
import type { ExistingInfrastructure } from './existing-infrastructure.js';
import type { Home } from './home.js';
import { ensureTopics } from './kafka/ensure-topics.js';
import { startKafka } from './kafka/start-kafka.js';
import { assertNode } from './node-version.js';
import { writePlatformFile } from './platform-file.js';
import type { PlatformDescription } from './platform-file.js';
import { freeRun } from './ports.js';
import { Supervisor } from './processes/supervisor.js';
import { describe, placeServices, startServices } from './running-services.js';
import type { Broker } from './running-services.js';
import { migrate } from './service-processes.js';
import { SERVICES } from './services.js';

export interface PlatformOptions {
  /** Folder of all state. */
  home: string;
  /** Port of the first service; 0 = any free ports. */
  portBase: number;
  /** Fills an empty platform through its public APIs; the platform is `ready` when this has resolved. */
  seed?: (platform: PlatformDescription) => Promise<void>;
  /** Receives one line for each step a person may wait for. */
  log?: (line: string) => void;
  /** Says which existing infrastructure to use; default: the environment of this process. */
  env?: NodeJS.ProcessEnv;
  /** Aborted in the middle of a start, everything started so far is stopped again. */
  signal?: AbortSignal;
}

export interface Platform {
  home: Home;
  description: PlatformDescription;
  /** Services first, then the broker, then the database. */
  stop(): Promise<void>;
}

/**
 * Starts, in this home, everything the environment does not point elsewhere: broker, database, services.
 * @throws PlatformFailure one plain sentence; nothing is left running then
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  assertNode(process.versions.node);
  const supervisor = await Supervisor.open(options.home, options.log ?? (() => undefined));
  const { home } = supervisor;
  const stop = async (): Promise<void> => {
    rmSync(home.platformFile, { force: true });
    await supervisor.stop();
  };
  try {
    rmSync(home.platformFile, { force: true });
    const description = await orAborted(startAll(supervisor, options), options.signal);
    return { home, description, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startAll(supervisor: Supervisor, options: PlatformOptions): Promise<PlatformDescription> {
  const { home, log } = supervisor;
  const env = options.env ?? process.env;
  const existing = existingInfrastructure(env);
  const base = options.portBase || (await freeRun(SERVICES.map(({ portOffset }) => portOffset)));
  const places = await placeServices(base, existing.issuer);
  log('Menyalakan PostgreSQL dan Kafka / starting PostgreSQL and Kafka');
  const [databases, broker] = await bothSettled(
    provideMigratedDatabases(supervisor, existing),
    provideBroker(supervisor, existing, env),
  );
  log('Menyalakan layanan / starting the services');
  const running = await startServices(supervisor, places, databases, broker);
  const publish = (ready: boolean): PlatformDescription => {
    const description = { ready, ...describe(running, databases, broker), clients: home.clients };
    writePlatformFile(home, description);
    return description;
  };
  supervisor.whenChanged(() => publish(false));
  await options.seed?.(publish(false));
  supervisor.whenChanged(() => publish(true));
  return publish(true);
}

/** Migrations need the database only, so they run while the slower broker is still starting. */
async function provideMigratedDatabases(supervisor: Supervisor, existing: ExistingInfrastructure): Promise<Databases> {
  const databases = await provideDatabases(supervisor, existing);
  const migrations = SERVICES.map(async (service) => {
    const database = databases.services[service.name];
    if (database.ownerUrl) await migrate(supervisor.home, service, database);
  });
  await Promise.all(migrations);
  return databases;
}

async function provideBroker(
  supervisor: Supervisor,
  existing: ExistingInfrastructure,
  env: NodeJS.ProcessEnv,
): Promise<Broker> {
  const broker: Broker = existing.brokers ? { brokers: existing.brokers } : await startKafka(supervisor, env);
  await ensureTopics(broker.brokers, { partitions: 3, replicationFactor: 1 });
  return broker;
}

/** Waits for both even when one fails, so that the other cannot start anything after the clean-up. */
async function bothSettled<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([a, b]);
  return Promise.all([a, b]);
}

async function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  const aborted = once(signal, 'abort').then(() => Promise.reject(signal.reason as Error));
  return Promise.race([work, aborted]);
}
