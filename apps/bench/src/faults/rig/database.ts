import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  createDatabases,
  startPostgres,
  type DatabasePlan,
  type RunningPostgres,
  type Supervisor,
} from '@satudata/local-platform';
import { ask, TcpProxy, waitFor } from '@satudata/testing';
import { programOf } from './member.js';

const PASSWORD = 'rig';
const BACK = { within: 60_000 };

/** A server of its own for one service, reached by that service through a proxy and by the rig directly. */
export class RigDatabase {
  private constructor(
    private readonly server: RunningPostgres,
    readonly proxy: TcpProxy,
    private readonly name: string,
  ) {}

  static async open(supervisor: Supervisor, service: string, plan: DatabasePlan): Promise<RigDatabase> {
    const server = await startPostgres(supervisor, PASSWORD);
    await createDatabases(server.superuserUrl, [plan], () => PASSWORD);
    const database = new RigDatabase(server, await TcpProxy.listen(server), plan.name);
    await migrate(service, database.urlOf(`${plan.name}_owner`, server.port));
    return database;
  }

  /** For the service: through the proxy. */
  get serviceUrl(): string {
    return this.urlOf(`${this.name}_app`, this.proxy.port);
  }

  /** For the workload: what it writes is spoiled by no proxy. */
  get appUrl(): string {
    return this.urlOf(`${this.name}_app`, this.server.port);
  }

  /** As superuser, who sees every row. */
  ask<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return ask<Row>(this.urlOf('postgres', this.server.port), sql, values);
  }

  /** `stop -m immediate`: no session is ended in order, no page is written; what was committed must be there. */
  async stopImmediately(): Promise<void> {
    const { pid } = this.server.child;
    process.kill(pid, 'SIGQUIT');
    await waitFor('the server to be started again', () => this.server.child.pid !== pid, BACK);
    await waitFor('the server to answer', async () => (await this.ask('select 1')).length > 0, BACK);
  }

  /** `pg_terminate_backend` of all sessions of the service. */
  async terminateSessions(): Promise<void> {
    await this.ask(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = $1 and pid <> pg_backend_pid() and usename <> 'postgres'`,
      [this.name],
    );
  }

  private urlOf(role: string, port: number): string {
    return `postgres://${role}:${PASSWORD}@127.0.0.1:${port}/${this.name}`;
  }
}

async function migrate(service: string, ownerUrl: string): Promise<void> {
  const env = { ...process.env, DATABASE_OWNER_URL: ownerUrl };
  const child = spawn(process.execPath, [programOf(service, 'migrate.js')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the database of ${service} could not be migrated`);
}
