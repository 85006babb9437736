import { SERVICES, environmentNameOf } from './services.js';
import type { ServiceName } from './services.js';

/** What the environment points to; the platform starts nothing of its own in place of it. */
export interface ExistingInfrastructure {
  /** `KAFKA_BROKERS`, comma separated. */
  brokers?: string[];
  /** `OIDC_ISSUER`: tokens come from there and `identity` is not started. */
  issuer?: string;
  /** `DATABASE_URL_<SERVICE>`; without `DATABASE_OWNER_URL_<SERVICE>` its migrations are somebody else's. */
  databases: Partial<Record<ServiceName, ServiceDatabase>>;
}

export interface ServiceDatabase {
  url: string;
  ownerUrl?: string;
}

export function existingInfrastructure(env: NodeJS.ProcessEnv): ExistingInfrastructure {
  const brokers = (env['KAFKA_BROKERS'] ?? '').split(',').map((broker) => broker.trim());
  const named = brokers.filter((broker) => broker !== '');
  return {
    ...(named.length > 0 && { brokers: named }),
    ...(env['OIDC_ISSUER'] && { issuer: env['OIDC_ISSUER'] }),
    databases: Object.fromEntries(SERVICES.flatMap(({ name }) => existingDatabase(name, env))),
  };
}

function existingDatabase(name: ServiceName, env: NodeJS.ProcessEnv): [ServiceName, ServiceDatabase][] {
  const url = env[`DATABASE_URL_${environmentNameOf(name)}`];
  const ownerUrl = env[`DATABASE_OWNER_URL_${environmentNameOf(name)}`];
  return url ? [[name, { url, ...(ownerUrl && { ownerUrl }) }]] : [];
}
