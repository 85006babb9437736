import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, freePort, serve, type ServedService, type TestDatabase } from '@satudata/testing';
import {
  createRemoteJWKSet,
  decodeProtectedHeader,
  generateKeyPair,
  importJWK,
  jwtVerify,
  SignJWT,
  UnsecuredJWT,
  type CryptoKey,
  type JWK,
} from 'jose';
import { identityMigrations } from './migrations/index.js';
import { identity } from './service.js';

const REGISTRY = 'urn:satudata:population-registry';

interface Answer {
  readonly status: number;
  readonly body: { access_token?: string; expires_in?: number; error?: string; error_description?: string };
}

describe('the authorization server', () => {
  let database: TestDatabase;
  let folder: string;
  let port: number;
  let served: ServedService;
  let jtis = 0;

  const boot = (more: NodeJS.ProcessEnv = {}) =>
    serve(identity, {
      PORT: String(port),
      DATABASE_URL: database.appUrl,
      OIDC_ISSUER: `http://127.0.0.1:${port}`,
      NODE_ENV: 'development',
      IDENTITY_DEVELOPMENT_CLIENTS: folder,
      ...more,
    });

  beforeAll(async () => {
    database = await createTestDatabase('identity', [identityMigrations]);
    folder = join(mkdtempSync(join(tmpdir(), 'identity-')), 'clients');
    port = await freePort();
    served = await boot();
  });

  afterAll(async () => {
    await served?.close();
    await database?.drop();
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });

  const privateKeyOf = (client: string) =>
    JSON.parse(readFileSync(join(folder, `${client}.jwk.json`), 'utf8')) as JWK & { kid: string };

  async function assertion(client: string, more: Record<string, unknown> = {}, key?: CryptoKey): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: client,
      sub: client,
      aud: served.url,
      jti: `jti-${++jtis}`,
      iat: now,
      exp: now + 60,
      ...more,
    };
    const jwk = privateKeyOf('disdukcapil-18.01');
    const own = key ?? (await importJWK(client.startsWith('disd') ? privateKeyOf(client) : jwk, 'ES256'));
    return new SignJWT(claims).setProtectedHeader({ alg: 'ES256' }).sign(own);
  }

  async function post(fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${served.url}/token`, { method: 'POST', body: new URLSearchParams(fields), headers });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  }

  const ask = (clientAssertion: string, resource: string | undefined = REGISTRY) =>
    post({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: clientAssertion,
      ...(resource && { resource }),
    });

  const verify = async (token: string, audience: string) =>
    jwtVerify(token, createRemoteJWKSet(new URL(`${served.url}/jwks`)), {
      issuer: served.url,
      audience,
      typ: 'at+jwt',
      algorithms: ['ES256'],
    });

  it('gives a registry office a token for the registry that says what it may do and where', async () => {
    const { status, body } = await ask(await assertion('disdukcapil-18.01'));
    expect({ status, error: body.error_description }).toEqual({ status: 200, error: undefined });
    const { payload } = await verify(body.access_token ?? '', REGISTRY);
    expect(payload).toMatchObject({
      aud: REGISTRY,
      client_id: 'disdukcapil-18.01',
      sub: 'disdukcapil-18.01',
      grants: [
        {
          service: 'population-registry',
          operations: ['person:write', 'person:read', 'family-card:write', 'batch:read'],
          regions: ['18.01'],
          purposes: ['civil-registration'],
        },
      ],
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(300);
  });
});
