import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SchemaMigrations, ServiceConfig, ServiceDefinition } from '@satudata/service-kit';
import type { JWK } from 'jose';
import { createTestDatabase, type TestDatabase } from '../database/test-database.js';
import { freePort } from '../service/free-port.js';
import { serve, type ServedService } from '../service/serve.js';

/** Identity as on a developer's machine: its clients' keys lie in a folder, its address outlives restarts. */
export class DevelopmentIdentity<Config extends ServiceConfig> {
  /** Folder of the clients' keys. */
  readonly clients = join(mkdtempSync(join(tmpdir(), 'identity-')), 'clients');
  private served: ServedService | undefined;

  private constructor(
    private readonly definition: ServiceDefinition<Config>,
    readonly database: TestDatabase,
    private readonly port: number,
  ) {}

  static async open<Config extends ServiceConfig>(
    definition: ServiceDefinition<Config>,
    migrations: SchemaMigrations,
  ): Promise<DevelopmentIdentity<Config>> {
    const database = await createTestDatabase('identity', [migrations]);
    const identity = new DevelopmentIdentity(definition, database, await freePort());
    await identity.restart();
    return identity;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Everything logged since the last restart. */
  logged(): string {
    return this.served?.logged() ?? '';
  }

  keyOf(client: string): JWK {
    return JSON.parse(readFileSync(join(this.clients, `${client}.jwk.json`), 'utf8')) as JWK;
  }

  boot(more: NodeJS.ProcessEnv = {}): Promise<ServedService> {
    return serve(this.definition, {
      PORT: String(this.port),
      DATABASE_URL: this.database.appUrl,
      OIDC_ISSUER: this.url,
      NODE_ENV: 'development',
      IDENTITY_DEVELOPMENT_CLIENTS: this.clients,
      ...more,
    });
  }

  async restart(more: NodeJS.ProcessEnv = {}): Promise<void> {
    await this.served?.close();
    this.served = await this.boot(more);
  }

  async close(): Promise<void> {
    await this.served?.close();
    await this.database.drop();
    rmSync(join(this.clients, '..'), { recursive: true, force: true });
  }
}
