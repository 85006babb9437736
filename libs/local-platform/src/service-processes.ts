import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ServiceDatabase } from './existing-infrastructure.js';
import { didNotBecomeReady, notBuilt, portBusy, stepFailed } from './failures.js';
import type { Home } from './home.js';
import { isPortFree } from './ports.js';
import type { SupervisedChild } from './processes/supervised-child.js';
import type { Supervisor } from './processes/supervisor.js';
import type { Service } from './services.js';
import { waitUntil } from './wait-until.js';

export interface ServiceSurroundings {
  host: string;
  port: number;
  brokers: readonly string[];
  issuer: string;
  database: ServiceDatabase;
}

/**
 * A small limit makes V8 collect the whole heap at every tenth of growth: in the relay that took half of the processor
 * (103 us an event instead of 56). Growing by 150 % between collections keeps the limit and gives the time back.
 */
const MEMORY = ['--max-old-space-size=256', '--heap-growing-percent=150'];

const READY_WITHIN_MS = 90_000;
/** A service that ends this often before it was ever ready will not get better by trying. */
const HOPELESS_AFTER_RESTARTS = 3;
const REPOSITORY = resolve(__dirname, '..', '..', '..');

/** @throws PlatformFailure `port-busy` */
export async function assertPortFree(service: Service, host: string, port: number): Promise<void> {
  if (!(await isPortFree(port, host))) throw portBusy(port, service.name);
}

/** Runs the service's migrations as the owner of its database. @throws PlatformFailure `step-failed`, `not-built` */
export async function migrate(home: Home, service: Service, database: ServiceDatabase): Promise<void> {
  const name = `${service.name}-migrate`;
  const logFile = join(home.logs, `${name}.log`);
  const log = openSync(logFile, 'a');
  const env = { ...inheritedEnvironment(), DATABASE_OWNER_URL: database.ownerUrl, DATABASE_URL: database.url };
  const child = spawn(process.execPath, [programOf(service, 'migrate.js')], { env, stdio: ['ignore', log, log] });
  closeSync(log);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw stepFailed(name, logFile);
}

export function startService(supervisor: Supervisor, service: Service, around: ServiceSurroundings): SupervisedChild {
  return supervisor.start({
    name: service.name,
    command: process.execPath,
    args: [...MEMORY, programOf(service, 'main.js')],
    env: {
      ...inheritedEnvironment(),
      ...service.environment?.(supervisor.home),
      HOST: around.host,
      PORT: String(around.port),
      KAFKA_BROKERS: around.brokers.join(','),
      OIDC_ISSUER: around.issuer,
      DATABASE_URL: around.database.url,
    },
    channel: true,
    stop: { stage: 1, signal: 'SIGTERM', graceMs: 10_000 },
  });
}

/** A process beside its service: no address, and, unlike a service, told of the owner of the database. */
export function startWorker(
  supervisor: Supervisor,
  service: Service & { worker: NonNullable<Service['worker']> },
  { brokers, database }: Pick<ServiceSurroundings, 'brokers' | 'database'>,
): SupervisedChild {
  return supervisor.start({
    name: `${service.name}-worker`,
    command: process.execPath,
    args: ['--max-old-space-size=256', programOf(service, service.worker)],
    env: {
      ...inheritedEnvironment(),
      KAFKA_BROKERS: brokers.join(','),
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
    },
    channel: true,
    stop: { stage: 1, signal: 'SIGTERM', graceMs: 10_000 },
  });
}

/** @throws PlatformFailure `not-ready` */
export async function waitUntilServiceReady(child: SupervisedChild, url: string): Promise<void> {
  const late = (): Error => didNotBecomeReady(child.plan.name, child.logFile);
  const end = await waitUntil(
    async () => (child.restarts >= HOPELESS_AFTER_RESTARTS ? 'hopeless' : (await isReady(url)) && 'ready'),
    { withinMs: READY_WITHIN_MS, late },
  );
  if (end === 'hopeless') throw late();
}

async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.status === 200;
}

function programOf(service: Service, file: 'main.js' | 'migrate.js' | 'rebuild-main.js'): string {
  const program = join(REPOSITORY, 'apps', service.name, 'dist', file);
  if (!existsSync(program)) throw notBuilt(program);
  return program;
}

/** A service is told of its own database only, and of no secret of another one. */
function inheritedEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('DATABASE_'));
  return { LOG_LEVEL: 'info', ...Object.fromEntries(own), NODE_ENV: 'development' };
}
