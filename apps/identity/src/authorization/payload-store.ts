import { isUnavailable, ScopedDatabase, WHOLE_PROVINCE } from '@satudata/service-kit';
import { errors, type Adapter, type AdapterPayload } from 'oidc-provider';
import type { ClientRegister } from '../clients/client-register.js';

/** Removed per write: more than one row comes per write, so the table never grows with the number of tokens. */
const PURGED_PER_WRITE = 20;

/**
 * What the authorization server remembers, in PostgreSQL. Of the kinds it knows, this server uses two: clients, read
 * from the register, and used assertions, which may be stored only once.
 */
export function payloadStore(database: ScopedDatabase, clients: ClientRegister): (kind: string) => Adapter {
  const run = async <Row>(sql: string, parameters: unknown[]): Promise<Row[]> =>
    orUnavailable(database.inScope(WHOLE_PROVINCE, (manager) => manager.query<Row[]>(sql, parameters)));

  return (kind) => ({
    async find(id) {
      if (kind === 'Client') return clientMetadata(await orUnavailable(clients.find(id)));
      const [row] = await run<{ payload: AdapterPayload }>(FIND, [kind, id]);
      return row?.payload;
    },
    async upsert(id, payload, expiresIn) {
      const rows = await run(INSERT_ONCE, [kind, id, payload, expiresIn, PURGED_PER_WRITE]);
      // Two requests with one assertion may both have found nothing: the key decides, and one of them is a replay.
      if (rows.length === 0) throw new errors.InvalidClientAuth('client assertion tokens must only be used once');
    },
    destroy: async (id) =>
      void (await run('delete from identity.oidc_payload where kind = $1 and id = $2', [kind, id])),
    findByUserCode: () => unused('user codes'),
    findByUid: () => unused('sessions'),
    consume: () => unused('authorization codes'),
    revokeByGrantId: () => unused('authorization codes'),
  });
}

const FIND = 'select payload from identity.oidc_payload where kind = $1 and id = $2 and expires_at > now()';

const INSERT_ONCE = `
  with purged as (
    delete from identity.oidc_payload where (kind, id) in (
      select kind, id from identity.oidc_payload
      where expires_at <= now() - interval '1 minute' order by expires_at limit $5 for update skip locked
    )
  )
  insert into identity.oidc_payload (kind, id, payload, expires_at)
  values ($1, $2, $3, now() + make_interval(secs => $4))
  on conflict (kind, id) do nothing returning id`;

function clientMetadata(client: Awaited<ReturnType<ClientRegister['find']>>): AdapterPayload | undefined {
  return client && { client_id: client.id, jwks: client.jwks };
}

async function orUnavailable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isUnavailable(error)) throw new TemporarilyUnavailable();
    throw error;
  }
}

/** RFC 6749 §4.1.2.1 has the word; the status says that asking again helps. */
class TemporarilyUnavailable extends errors.OIDCProviderError {
  override readonly expose = true;

  constructor() {
    super(503, 'temporarily_unavailable');
  }
}

function unused(what: string): Promise<never> {
  return Promise.reject(new Error(`this server issues no ${what}`));
}
