import { randomBytes } from 'node:crypto';
import { migrateSchemas, type SchemaMigrations } from '@satudata/service-kit';
import { Client, type QueryResultRow } from 'pg';

/** The same for every test role: the cluster lives no longer than the tests. */
const PASSWORD = 'test';
/** "satudata test roles": roles belong to the cluster, and specs run side by side. */
const ROLES_LOCK = 7_283_328_281;
/** Roles of other services that migrations grant rights to, as on a real platform. */
const GUEST_ROLES = { planner_api_reader: 'nobypassrls', satudata_auditor: 'bypassrls' };

/** A database of one spec's own, with the roles it would have on a platform. */
export interface TestDatabase {
  readonly name: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** The URL for any other role, `planner_api_reader` for one. */
  urlOf(role: string): string;
  /** Runs as superuser, so sees every row whatever the policies say. */
  query<Row extends QueryResultRow = QueryResultRow>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Cuts every connection of the app and refuses new ones while `work` runs: a database that is away. */
  whileAway<T>(work: () => Promise<T>): Promise<T>;
  /** Holds what a statement locks while `work` runs, and undoes it. */
  whileHeld<T>(sql: string, work: () => Promise<T>): Promise<T>;
  drop(): Promise<void>;
}

/**
 * Creates a database named after `service` and migrates it as its owner.
 * @throws Error when `TEST_POSTGRES_URL` (a superuser's) is not set
 */
export async function createTestDatabase(
  service: string,
  migrations: readonly SchemaMigrations[],
): Promise<TestDatabase> {
  const base = service.replaceAll('-', '_');
  const name = `${base}_${randomBytes(6).toString('hex')}`;
  await asSuperuser('postgres', async (client) => {
    await createRoles(client, base);
    await client.query(`create database ${name} owner ${base}_owner`);
    await client.query(`revoke all on database ${name} from public`);
    await client.query(`grant connect on database ${name} to ${rolesOf(base).join(', ')}`);
  });
  const urlOf = (role: string) => urlFor(name, role, PASSWORD);
  await migrateSchemas(urlOf(`${base}_owner`), migrations);
  return {
    name,
    ownerUrl: urlOf(`${base}_owner`),
    appUrl: urlOf(`${base}_app`),
    urlOf,
    query: (sql, parameters = []) =>
      asSuperuser(name, async (client) => (await client.query(sql, [...parameters])).rows),
    whileAway: (work) => whileAway(name, work),
    whileHeld: (sql, work) =>
      asSuperuser(name, async (client) => {
        await client.query('begin');
        await client.query(sql);
        return work().finally(() => client.query('rollback'));
      }),
    drop: () =>
      asSuperuser('postgres', async (client) => void (await client.query(`drop database ${name} with (force)`))),
  };
}

async function whileAway<T>(name: string, work: () => Promise<T>): Promise<T> {
  const setLimit = (limit: number) => `alter database ${name} connection limit ${limit}`;
  const cut = 'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()';
  await asSuperuser('postgres', async (client) => {
    await client.query(setLimit(0));
    await client.query(cut, [name]);
  });
  try {
    return await work();
  } finally {
    await asSuperuser('postgres', (client) => client.query(setLimit(-1)));
  }
}

function rolesOf(base: string): string[] {
  return [`${base}_owner`, `${base}_app`, ...Object.keys(GUEST_ROLES)];
}

async function createRoles(client: Client, base: string): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [ROLES_LOCK]);
  try {
    const rights: Readonly<Record<string, string>> = GUEST_ROLES;
    for (const role of rolesOf(base)) await ensureRole(client, role, rights[role] ?? 'nobypassrls');
    await client.query('grant pg_read_all_data to satudata_auditor');
    await client.query(`grant set on parameter satudata.scope to ${base}_owner`);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [ROLES_LOCK]);
  }
}

async function ensureRole(client: Client, role: string, rights: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
  if (rowCount === 0) await client.query(`create role ${role} login ${rights} password '${PASSWORD}'`);
}

async function asSuperuser<T>(database: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: urlFor(database) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlFor(database: string, user?: string, password?: string): string {
  const { TEST_POSTGRES_URL } = process.env;
  if (!TEST_POSTGRES_URL) throw new Error('TEST_POSTGRES_URL is not set: this spec belongs to the tier "int"');
  const url = new URL(TEST_POSTGRES_URL);
  url.pathname = `/${database}`;
  if (user !== undefined) url.username = user;
  if (password !== undefined) url.password = password;
  return url.href;
}
