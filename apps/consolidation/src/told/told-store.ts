import type { InboxServer } from '@satudata/inbox';
import { connectDatabase, type ScopedDatabase } from '@satudata/service-kit';
import { searchPathOf } from '../generation.js';
import { hearLive } from './hear-live.js';
import { ToldLog } from './told-log.js';

type Row = Record<string, unknown>;

interface DatabaseOfSpec {
  readonly appUrl: string;
  query(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** The store as a whole behind a log that the specification tells. */
export class ToldStore {
  private constructor(
    private readonly store: DatabaseOfSpec,
    private readonly database: ScopedDatabase,
    private inbox: InboxServer,
    public log: ToldLog,
  ) {}

  static async open(store: DatabaseOfSpec): Promise<ToldStore> {
    const database = await connectDatabase({
      url: store.appUrl,
      applicationName: 'told-store',
      poolSize: 6,
      searchPath: searchPathOf('live'),
      onError: () => undefined,
    });
    const log = new ToldLog();
    return new ToldStore(store, database, await hear(log, database), log);
  }

  rows(sql: string): Promise<Row[]> {
    return this.store.query(sql);
  }

  /** Step 2 has nothing left to do. */
  async isSettled(): Promise<boolean> {
    return (await this.rows('select from inbox.todo')).length === 0;
  }

  /** An empty store that has heard nothing, in front of an empty log. */
  async clear(): Promise<void> {
    await this.inbox.close();
    const tables = await this.rows(
      `select string_agg(format('%I.%I', schemaname, tablename), ', ') as names from pg_tables
        where schemaname in ('inbox', 'raw', 'core', 'ops', 'read') and tablename not in ('migration', 'village')`,
    );
    await this.store.query(`truncate ${String(tables[0]?.['names'])}`);
    this.log = new ToldLog();
    this.inbox = await hear(this.log, this.database);
  }

  async close(): Promise<void> {
    await this.inbox.close();
    await this.database.close();
  }
}

async function hear(log: ToldLog, database: ScopedDatabase): Promise<InboxServer> {
  const inbox = hearLive(
    {
      reader: log,
      readStretch: (stretch, onMessage) => log.readAgain(stretch, onMessage),
      identities: () => Promise.resolve({ clusterId: 'told', topics: [] }),
    },
    database,
  );
  await log.started;
  return inbox;
}
