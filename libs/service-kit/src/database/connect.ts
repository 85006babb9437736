import { DataSource } from 'typeorm';
import { PipelinedClient } from './pipelined-client.js';
import { ScopedDatabase } from './scoped-database.js';

export interface DatabaseOptions {
  readonly url: string;
  readonly applicationName: string;
  readonly poolSize: number;
  /** Schemas in which statements find the tables that they name without one; PostgreSQL's own default if absent. */
  readonly searchPath?: readonly string[] | undefined;
  readonly onError: (error: Error) => void;
}

export async function connectDatabase(options: DatabaseOptions): Promise<ScopedDatabase> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: options.url,
    applicationName: options.applicationName,
    synchronize: false,
    logging: false,
    connectTimeoutMS: 5_000,
    poolErrorHandler: options.onError,
    extra: {
      max: options.poolSize,
      statement_timeout: 60_000,
      idle_in_transaction_session_timeout: 60_000,
      Client: PipelinedClient,
    },
  });
  await dataSource.initialize();
  return new ScopedDatabase(dataSource, options.searchPath);
}
