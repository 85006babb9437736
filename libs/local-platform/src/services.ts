import type { Home } from './home.js';

/**
 * The services of the platform: the one place to add one. `apps/<name>/dist/main.js` serves; with a database of its
 * own, `apps/<name>/dist/migrate.js` brings that database up to date first.
 */
export const SERVICES = [
  {
    name: 'identity',
    portOffset: 0,
    database: { own: 'identity' },
    environment: ({ clients }) => ({ IDENTITY_DEVELOPMENT_CLIENTS: clients }),
  },
  { name: 'population-registry', portOffset: 1, database: { own: 'population_registry' } },
  { name: 'consolidation', portOffset: 10, database: { own: 'consolidation' }, worker: 'rebuild-main.js' },
  { name: 'planner-api', portOffset: 20, database: { reads: 'consolidation', as: 'planner_api_reader' } },
] as const satisfies readonly Service[];

export interface Service {
  name: string;
  /** Added to SATUDATA_PORT_BASE. */
  portOffset: number;
  /** A database of its own, or the `read` schema of another service's database as a role that may only SELECT. */
  database: { own: string } | { reads: string; as: string };
  /** A process beside the service that works as the owner of its database. */
  worker?: 'rebuild-main.js';
  /** What this service alone has to be told. */
  environment?: (home: Home) => Record<string, string>;
}

export type ServiceName = (typeof SERVICES)[number]['name'];

export const databaseOf = ({ database }: Service): string => ('own' in database ? database.own : database.reads);

/** `population-registry` -> `POPULATION_REGISTRY`, as in `DATABASE_URL_POPULATION_REGISTRY`. */
export const environmentNameOf = (service: string): string => service.toUpperCase().replaceAll('-', '_');
