import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { audienceOf, type Grant } from '@satudata/service-kit';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';

const KEY_ID = 'test-key';

/** What a token says; the defaults make it one that `service` accepts for five minutes. */
export interface TestToken {
  readonly client: string;
  readonly service: string;
  /** A grant that names no service is for `service`; without purposes it has none. */
  readonly grants: readonly (Pick<Grant, 'operations' | 'regions'> & Partial<Grant>)[];
  /** Seconds from now; negative for a token that is over. */
  readonly expiresIn?: number;
  readonly audience?: string;
  readonly issuer?: string;
  /** Header `typ`; `at+jwt` marks an access token (RFC 9068). */
  readonly type?: string;
  /** Signs in place of the issuer's own key. */
  readonly key?: CryptoKey;
}

/** An issuer of access tokens inside the test's process: services need only its address. */
export interface TestIssuer {
  readonly url: string;
  token(token: TestToken): Promise<string>;
  close(): Promise<void>;
}

export async function startTestIssuer(): Promise<TestIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: KEY_ID, alg: 'ES256', use: 'sig' }];
  const server = await serve({ keys });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, token: (token) => sign(url, privateKey, token), close: () => close(server) };
}

function sign(issuer: string, key: CryptoKey, token: TestToken): Promise<string> {
  const grants = token.grants.map((grant) => ({ service: token.service, purposes: [], ...grant }));
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ client_id: token.client, grants })
    .setProtectedHeader({ alg: 'ES256', typ: token.type ?? 'at+jwt', kid: KEY_ID })
    .setIssuer(token.issuer ?? issuer)
    .setAudience(token.audience ?? audienceOf(token.service))
    .setSubject(token.client)
    .setIssuedAt(now)
    .setJti(randomUUID())
    .setExpirationTime(now + (token.expiresIn ?? 300))
    .sign(token.key ?? key);
}

async function serve(jwks: object): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url !== '/jwks') return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': 'application/jwk-set+json' }).end(JSON.stringify(jwks));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A spec whose set-up failed half-way never closes its issuer; the test run must end all the same.
  return server.unref();
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
