import type { Databases } from './databases.js';
import type { RunningPostgres } from './postgres/start-postgres.js';
import type { PlatformDescription } from './platform-file.js';
import type { RunningKafka } from './kafka/start-kafka.js';
import type { SupervisedChild } from './processes/supervised-child.js';
import type { Supervisor } from './processes/supervisor.js';
import { assertPortFree, startService, startWorker, waitUntilServiceReady } from './service-processes.js';
import { SERVICES } from './services.js';
import type { ServiceName } from './services.js';

/** Brokers that exist already have no process of ours. */
export type Broker = Pick<RunningKafka, 'brokers'> & Partial<RunningKafka>;

/** Where each service listens, decided before anything is started. */
export interface ServicePlaces {
  host: string;
  issuer: string;
  ports: Partial<Record<ServiceName, number>>;
}

export interface RunningService {
  name: ServiceName;
  url: string;
  child: SupervisedChild;
}

/** @throws PlatformFailure `port-busy` */
export async function placeServices(base: number, issuer: string | undefined): Promise<ServicePlaces> {
  const host = '127.0.0.1';
  // With an issuer elsewhere, no identity of our own is needed.
  const services = SERVICES.filter(({ name }) => !(name === 'identity' && issuer !== undefined));
  await Promise.all(services.map((service) => assertPortFree(service, host, base + service.portOffset)));
  const ports = Object.fromEntries(services.map(({ name, portOffset }) => [name, base + portOffset]));
  return { host, issuer: issuer ?? `http://${host}:${base}`, ports };
}

export async function startServices(
  supervisor: Supervisor,
  { host, issuer, ports }: ServicePlaces,
  databases: Databases,
  { brokers }: Broker,
): Promise<RunningService[]> {
  const running = SERVICES.flatMap((service) => {
    const port = ports[service.name];
    if (port === undefined) return [];
    const around = { host, port, brokers, issuer, database: databases.services[service.name] };
    return [{ name: service.name, url: `http://${host}:${port}`, child: startService(supervisor, service, around) }];
  });
  await Promise.all(running.map(({ child, url }) => waitUntilServiceReady(child, url)));
  startWorkers(supervisor, databases, brokers);
  return running;
}

/** Where the owner of a database is not known to us, its site runs the worker itself. */
function startWorkers(supervisor: Supervisor, { services }: Databases, brokers: readonly string[]): void {
  for (const service of SERVICES) {
    const database = services[service.name];
    if ('worker' in service && database.ownerUrl) startWorker(supervisor, service, { brokers, database });
  }
}

export function describe(
  running: RunningService[],
  databases: Databases,
  broker: Broker,
): Omit<PlatformDescription, 'ready' | 'clients'> {
  return {
    services: Object.fromEntries(running.map(({ name, url, child }) => [name, { url, pid: child.pid }])),
    kafka: { brokers: broker.brokers, pid: broker.child?.pid ?? 0 },
    postgres: { ...placeOf(databases.server), databases: auditorUrls(databases) },
  };
}

function placeOf(server: RunningPostgres | undefined): { host: string; port: number; pid: number } {
  return { host: server?.host ?? '', port: server?.port ?? 0, pid: server?.child.pid ?? 0 };
}

function auditorUrls({ services }: Databases): Record<string, string> {
  return Object.fromEntries(
    Object.entries(services).flatMap(([name, { auditorUrl }]) => (auditorUrl ? [[name, auditorUrl]] : [])),
  );
}
