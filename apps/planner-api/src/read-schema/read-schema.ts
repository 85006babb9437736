import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SourceName } from '@satudata/contracts';
import { Readiness, ScopedDatabase, type Scope } from '@satudata/service-kit';
import type { Sex } from '../dimensions/dimensions.js';

export interface PersonCount {
  readonly village: string;
  readonly sex: Sex;
  readonly persons: number;
}

export interface FamilyCount {
  readonly village: string;
  readonly families: number;
}

/** How far the store has heard one source; instants as PostgreSQL writes them in JSON. */
export interface SourcePosition {
  readonly source: SourceName;
  readonly last_event_at: string | null;
  readonly ingested_at: string | null;
  readonly complete_until: string | null;
  readonly villages_reporting: number;
  /** Seconds from `complete_until` to now by the database's clock; null when it was never said. */
  readonly lag_s: number | null;
}

/** What the store knew at one moment: counts and positions are of the same snapshot. */
export interface Snapshot {
  readonly population: readonly PersonCount[];
  readonly families: readonly FamilyCount[];
  readonly positions: readonly SourcePosition[];
}

/** One statement, so that the counts and the freshness printed beside them cannot be of two moments. */
const READ = `
  select
    (select coalesce(json_agg(p), '[]') from read.population p
      where exists (select from unnest($1::text[]) region where starts_with(p.village, region))) as population,
    (select coalesce(json_agg(f), '[]') from read.families f
      where exists (select from unnest($1::text[]) region where starts_with(f.village, region))) as families,
    (select coalesce(json_agg(s), '[]') from (
      select source, last_event_at, ingested_at, complete_until, villages_reporting,
        extract(epoch from now() - complete_until) as lag_s
      from read.freshness where source = any($2::text[]) order by source) s) as positions`;

/** The only door to the consolidated store: its `read` schema, as a role that may only SELECT. */
@Injectable()
export class ReadSchema implements OnModuleInit {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly readiness: Readiness,
  ) {}

  onModuleInit(): void {
    this.readiness.add('read-schema', () => this.read({ regions: [] }, [], []).then(() => undefined));
  }

  /** The counts of all villages in these regions, and the positions of these sources. */
  async read(scope: Scope, regions: readonly string[], sources: readonly SourceName[]): Promise<Snapshot> {
    const rows = await this.database.inScope(scope, (manager) => manager.query<Snapshot[]>(READ, [regions, sources]));
    return rows[0] ?? { population: [], families: [], positions: [] };
  }
}
