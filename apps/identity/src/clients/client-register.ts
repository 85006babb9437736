import { Injectable } from '@nestjs/common';
import { ScopedDatabase, WHOLE_PROVINCE } from '@satudata/service-kit';
import type { JWK } from 'jose';

export interface RegisteredClient {
  readonly id: string;
  /** What the office is called that asks by it. */
  readonly office: string;
  readonly jwks: { readonly keys: JWK[] };
}

export interface Revocation {
  readonly client: string;
  readonly by: string;
  readonly at: Date;
  readonly reason: string;
}

/** As the table checks it: whatever a stranger writes there, a NUL for one, must not reach the database. */
const CLIENT_ID = /^[a-z0-9][a-z0-9.-]{1,62}$/;

/** The clients that may ask for tokens, and their public keys. */
@Injectable()
export class ClientRegister {
  constructor(private readonly database: ScopedDatabase) {}

  /** A client that was revoked is nobody. */
  async find(id: string): Promise<RegisteredClient | undefined> {
    if (!CLIENT_ID.test(id)) return undefined;
    const [client] = await this.query<RegisteredClient>(
      `select id, office, jwks from identity.client
       where id = $1 and not exists (select from identity.client_revocation where client = id)`,
      [id],
    );
    return client;
  }

  /** Writes a client down; one that is there only takes the new key and name of its office. */
  async register({ id, office, jwks }: RegisteredClient): Promise<void> {
    await this.query(
      `insert into identity.client (id, office, jwks) values ($1, $2, $3)
       on conflict (id) do update set jwks = excluded.jwks, office = excluded.office
       where client.jwks <> excluded.jwks or client.office <> excluded.office`,
      [id, office, jwks],
    );
  }

  /** For ever: who asks again is told of the first time. @returns undefined for a client that was never registered */
  async revoke(id: string, by: string, reason: string): Promise<Revocation | undefined> {
    if (!CLIENT_ID.test(id)) return undefined;
    await this.query(
      `insert into identity.client_revocation (client, revoked_by, reason)
       select id, $2, $3 from identity.client where id = $1 on conflict (client) do nothing`,
      [id, by, reason],
    );
    const [revocation] = await this.query<Revocation>(
      `select client, revoked_by as by, revoked_at as at, reason from identity.client_revocation where client = $1`,
      [id],
    );
    return revocation;
  }

  private query<Row>(sql: string, parameters: unknown[]): Promise<Row[]> {
    return this.database.inScope(WHOLE_PROVINCE, (manager) => manager.query<Row[]>(sql, parameters));
  }
}
