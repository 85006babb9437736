import type { ExistingInfrastructure, ServiceDatabase } from './existing-infrastructure.js';
import { AUDITOR, appOf, createDatabases, ownerOf } from './postgres/create-databases.js';
import type { DatabasePlan } from './postgres/create-databases.js';
import { Passwords } from './postgres/passwords.js';
import { startPostgres } from './postgres/start-postgres.js';
import type { RunningPostgres } from './postgres/start-postgres.js';
import type { Supervisor } from './processes/supervisor.js';
import { SERVICES, databaseOf } from './services.js';
import type { Service, ServiceName } from './services.js';

export interface Databases {
  /** Undefined when every service has an existing database. */
  server?: RunningPostgres;
  services: Record<ServiceName, AuditedDatabase>;
}

/** Only databases of our own have an auditor. */
type AuditedDatabase = ServiceDatabase & { auditorUrl?: string };

export async function provideDatabases(supervisor: Supervisor, existing: ExistingInfrastructure): Promise<Databases> {
  const local = SERVICES.filter(({ name }) => existing.databases[name] === undefined);
  const passwords = new Passwords(supervisor.home);
  const passwordOf = (role: string): string => passwords.of(role);
  const server = local.length > 0 ? await startPostgres(supervisor, passwordOf('postgres')) : undefined;
  if (server) await createDatabases(server.superuserUrl, databasePlans(), passwordOf);
  const entries = SERVICES.map((service) => {
    return [service.name, existing.databases[service.name] ?? localDatabase(service, passwordOf, server)];
  });
  return { ...(server && { server }), services: Object.fromEntries(entries) as Databases['services'] };
}

/** Every database of the service table with the roles of its foreign readers. */
export function databasePlans(services: readonly Service[] = SERVICES): DatabasePlan[] {
  const readers = services.flatMap(({ database }) => ('reads' in database ? [database] : []));
  return services.flatMap(({ database }) =>
    'own' in database
      ? [{ name: database.own, readers: readers.filter(({ reads }) => reads === database.own).map(({ as }) => as) }]
      : [],
  );
}

function localDatabase(
  service: Service,
  passwordOf: (role: string) => string,
  server: RunningPostgres | undefined,
): AuditedDatabase {
  const database = databaseOf(service);
  const as = (role: string): string =>
    `postgres://${role}:${passwordOf(role)}@${server?.host}:${server?.port}/${database}`;
  if ('reads' in service.database) return { url: as(service.database.as), auditorUrl: as(AUDITOR) };
  return { url: as(appOf(database)), ownerUrl: as(ownerOf(database)), auditorUrl: as(AUDITOR) };
}
