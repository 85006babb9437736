import { DataSource, type EntityManager } from 'typeorm';
import { prepared } from './prepared.js';

/** The regions a piece of work may see and change: `18` is the whole province, `18.01` one regency. */
export interface Scope {
  readonly regions: readonly string[];
}

/** For work that serves all regions and shows nobody anything: relay, consolidation, housekeeping. */
export const WHOLE_PROVINCE: Scope = { regions: ['18'] };

/** The only way to the database: one transaction under row-level policies that see nothing outside the scope. */
export class ScopedDatabase {
  constructor(
    private readonly dataSource: DataSource,
    private readonly searchPath?: readonly string[],
  ) {}

  /** @param settings of the database for this transaction only, by name */
  async inScope<T>(
    scope: Scope,
    work: (manager: EntityManager) => Promise<T>,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    const path = this.searchPath && { search_path: this.searchPath.join(', ') };
    const all = { ...settings, ...path, 'satudata.scope': scope.regions.join(',') };
    return this.dataSource.transaction(async (manager) => {
      const { rows } = await prepared<{ begun: Date }>(manager, SET, [Object.keys(all), Object.values(all)]);
      if (rows[0]) begins.set(manager, rows[0].begun);
      return work(manager);
    });
  }

  async close(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

/** For the transaction only: a pooler may hand the connection to somebody else after it. */
const SET = `
  select set_config(name, value, true), now() as begun from unnest($1::text[], $2::text[]) as setting (name, value)`;

const begins = new WeakMap<EntityManager, Date>();

/**
 * When the transaction began, by the database's clock. It was told with the scope, so it costs no question of its own.
 * @throws Error outside of any scope
 */
export function beginOf(manager: EntityManager): Date {
  const begun = begins.get(manager);
  if (!begun) throw new Error('no transaction was begun in a scope');
  return begun;
}

/**
 * SQL that forces a row-level policy on a table with a `region` column (regency code).
 * After a transaction the setting stays on a pooled connection as an empty string: `nullif` makes that "no rows".
 */
export function forceRegionPolicy(table: string): string[] {
  const scope = `string_to_array((select nullif(current_setting('satudata.scope', true), '')), ',')`;
  const inside = `region = any(${scope}) or '18' = any(${scope})`;
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy region_scope on ${table} using (${inside}) with check (${inside})`,
  ];
}
