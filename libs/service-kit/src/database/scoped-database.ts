import { DataSource, type EntityManager } from 'typeorm';

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

  async inScope<T>(scope: Scope, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query(SET_SCOPE, [scope.regions.join(','), this.searchPath?.join(', ')]);
      return work(manager);
    });
  }

  async close(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

/** For the transaction only: a pooler may hand the connection to somebody else after it. */
const SET_SCOPE = `
  select set_config('satudata.scope', $1, true),
         set_config('search_path', coalesce($2, current_setting('search_path')), true)`;

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
