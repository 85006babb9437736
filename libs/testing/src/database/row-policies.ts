import { ask } from '../platform/ask.js';
import type { TestDatabase } from './test-database.js';

/** A table or view that a role has any right on. */
export interface ReachableTable {
  readonly name: string;
  /** A policy stands between the role and the rows, and between the owner and the rows. */
  readonly guarded: boolean;
  /** Whether the role may look at rows at all, and not only add some. */
  readonly readable: boolean;
  /** Whether rows name the regency that they belong to. */
  readonly hasRegion: boolean;
}

/** Whatever a role may touch outside of the system catalogue: a new table is among them by itself. */
export function reachableTables(database: TestDatabase, role: string): Promise<ReachableTable[]> {
  return database.query<ReachableTable>(
    `select n.nspname || '.' || c.relname as name,
            c.relrowsecurity and c.relforcerowsecurity
              and exists (select from pg_policy where polrelid = c.oid) as guarded,
            has_any_column_privilege($1, c.oid, 'select') as readable,
            exists (select from pg_attribute where attrelid = c.oid and attname = 'region') as "hasRegion"
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^(pg_|information_schema$)'
        and has_schema_privilege($1, n.oid, 'usage')
        and (has_table_privilege($1, c.oid, 'select, insert, update, delete, truncate')
             or has_any_column_privilege($1, c.oid, 'select, insert, update'))
      order by 1`,
    [role],
  );
}

/** What a role is that policies must hold: none of these may be true. */
export async function waysAroundPolicies(database: TestDatabase, role: string): Promise<Record<string, boolean>> {
  const [ways] = await database.query<Record<string, boolean>>(
    `select rolsuper as superuser, rolbypassrls as "bypasses policies",
            exists (select from pg_class where relowner = pg_roles.oid) as "owns a table",
            exists (select from pg_class c where pg_has_role(rolname, c.relowner, 'member')) as "is an owner by membership"
       from pg_roles where rolname = $1`,
    [role],
  );
  return ways ?? {};
}

/** Functions that see more than who calls them: what they answer, and what is fixed for them. */
export function trustedFunctions(
  database: TestDatabase,
): Promise<{ name: string; answers: string; fixed: string[] }[]> {
  return database.query(
    `select n.nspname || '.' || p.proname as name, pg_get_function_result(p.oid) as answers, p.proconfig as fixed
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname !~ '^(pg_|information_schema$)' order by 1`,
  );
}

/** How many rows somebody at psql finds, as a role, with these settings of a session. */
export async function rowsFound(
  url: string,
  from: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<number> {
  const session = new URL(url);
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  if (options.length > 0) session.searchParams.set('options', options.join(' '));
  const [row] = await ask<{ rows: number }>(session.href, `select count(*)::int as rows from ${from}`);
  return row?.rows ?? Number.NaN;
}
