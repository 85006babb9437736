import type { ClientBase } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { transact } from './transaction.js';

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
    const runner = this.dataSource.createQueryRunner();
    try {
      return await transact((await runner.connect()) as ClientBase, runner.manager, all, work);
    } finally {
      await runner.release();
    }
  }

  async close(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
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
