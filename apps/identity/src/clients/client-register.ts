import { Injectable } from '@nestjs/common';
import { ScopedDatabase, WHOLE_PROVINCE, type Grant } from '@satudata/service-kit';
import type { JWK } from 'jose';

export interface RegisteredClient {
  readonly id: string;
  readonly jwks: { readonly keys: JWK[] };
}

/** A permission to be written down, with the agreement it follows from. */
export interface GrantEntry extends Grant {
  readonly agreement: string;
}

/** As the table checks it: whatever a stranger writes there, a NUL for one, must not reach the database. */
const CLIENT_ID = /^[a-z0-9][a-z0-9.-]{1,62}$/;

/** The clients that may ask for tokens, their public keys, and what they were granted. */
@Injectable()
export class ClientRegister {
  constructor(private readonly database: ScopedDatabase) {}

  async find(id: string): Promise<RegisteredClient | undefined> {
    if (!CLIENT_ID.test(id)) return undefined;
    const [client] = await this.query<RegisteredClient>('select id, jwks from identity.client where id = $1', [id]);
    return client;
  }

  /** The grants at one service that are in force now, by the database's clock. */
  grantsAt(client: string, service: string): Promise<Grant[]> {
    return this.query<Grant>(
      `select service, operations, regions, purposes from identity.grant
       where client = $1 and service = $2 and valid_from <= now() and now() < valid_to order by id`,
      [client, service],
    );
  }

  /** Writes a client down with its grants; a client that is there keeps its grants and only takes the new key. */
  async register({ id, jwks }: RegisteredClient, grants: readonly GrantEntry[]): Promise<void> {
    await this.database.inScope(WHOLE_PROVINCE, async (manager) => {
      const added: unknown[] = await manager.query(
        'insert into identity.client (id, jwks) values ($1, $2) on conflict (id) do nothing returning id',
        [id, jwks],
      );
      if (added.length === 0) {
        await manager.query('update identity.client set jwks = $2 where id = $1 and jwks <> $2', [id, jwks]);
        return;
      }
      for (const { service, operations, regions, purposes, agreement } of grants) {
        await manager.query(
          `insert into identity.grant (client, service, operations, regions, purposes, agreement)
           values ($1, $2, $3, $4, $5, $6)`,
          [id, service, operations, regions, purposes, agreement],
        );
      }
    });
  }

  private query<Row>(sql: string, parameters: unknown[]): Promise<Row[]> {
    return this.database.inScope(WHOLE_PROVINCE, (manager) => manager.query<Row[]>(sql, parameters));
  }
}
