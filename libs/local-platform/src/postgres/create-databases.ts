import { Client, escapeIdentifier, escapeLiteral } from 'pg';

/** One database with the roles that may log in to it; `readers` are other services that read its `read` schema. */
export interface DatabasePlan {
  name: string;
  readers: readonly string[];
}

/** Functions of a service may fix the scope they run under, and only a superuser can let their owner say so. */
const SCOPE_SETTING = 'satudata.scope';

export const AUDITOR = 'satudata_auditor';
export const ownerOf = (database: string): string => `${database}_owner`;
export const appOf = (database: string): string => `${database}_app`;

/**
 * Creates what is missing of databases and roles and sets every password; running it again changes nothing else.
 * What a role may do inside a database is said by that service's migrations. The auditor sees every row and exists
 * on development platforms only: it is how counts are checked from outside the services.
 */
export async function createDatabases(
  superuserUrl: string,
  databases: readonly DatabasePlan[],
  passwordOf: (role: string) => string,
): Promise<void> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await ensureRole(client, AUDITOR, 'LOGIN BYPASSRLS', passwordOf(AUDITOR));
    await client.query(`grant pg_read_all_data to ${AUDITOR}`);
    for (const database of databases) await createDatabase(client, database, passwordOf);
  } finally {
    await client.end();
  }
}

async function createDatabase(
  client: Client,
  { name, readers }: DatabasePlan,
  passwordOf: (role: string) => string,
): Promise<void> {
  const roles = [ownerOf(name), appOf(name), ...readers];
  for (const role of roles) await ensureRole(client, role, 'LOGIN NOBYPASSRLS', passwordOf(role));
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  if (rowCount === 0) {
    await client.query(`create database ${escapeIdentifier(name)} owner ${escapeIdentifier(ownerOf(name))}`);
  }
  await client.query(`grant set on parameter ${SCOPE_SETTING} to ${escapeIdentifier(ownerOf(name))}`);
  await client.query(`revoke all on database ${escapeIdentifier(name)} from public`);
  const guests = [...roles, AUDITOR].map((role) => escapeIdentifier(role)).join(', ');
  await client.query(`grant connect on database ${escapeIdentifier(name)} to ${guests}`);
}

async function ensureRole(client: Client, role: string, rights: string, password: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
  const verb = rowCount === 0 ? 'create' : 'alter';
  await client.query(`${verb} role ${escapeIdentifier(role)} ${rights} password ${escapeLiteral(password)}`);
}
