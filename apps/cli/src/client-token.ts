import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlatformDescription } from '@satudata/local-platform';
import { SignJWT, importJWK } from 'jose';
import type { JWK } from 'jose';
import { CommandFailure } from './terminal/command-failure.js';

export interface TokenRequest {
  client: string;
  /** The service the token is for, as in `urn:satudata:<service>`. */
  service: string;
}

const ANSWER_WITHIN_MS = 10_000;
const ASSERTION_SECONDS = 60;
/** Asked anew this long before it ends, so that no request leaves with a token that ends on its way. */
const RENEW_BEFORE_MS = 30_000;

/**
 * `client_credentials` with `private_key_jwt` (RFC 7523), for one service (RFC 8707).
 * @throws CommandFailure when the client has no key here, identity does not answer or refuses
 */
export async function requestToken(
  platform: PlatformDescription,
  { client, service }: TokenRequest,
): Promise<{ token: string; expiresInMs: number }> {
  const issuer = issuerOf(platform);
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: client,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await assertion(platform, client, issuer),
    resource: `urn:satudata:${service}`,
  });
  const body = await askIdentity(issuer, form).catch(() => Promise.reject(away(issuer)));
  if (!body.access_token) throw refused(client, service, body.error ?? 'access_token');
  return { token: body.access_token, expiresInMs: (body.expires_in ?? 0) * 1_000 };
}

/** A source of valid tokens for work that lasts longer than one. */
export function tokenSource(platform: PlatformDescription, request: TokenRequest): () => Promise<string> {
  let token = '';
  let renewAt = 0;
  return async () => {
    if (Date.now() < renewAt) return token;
    const fresh = await requestToken(platform, request);
    token = fresh.token;
    renewAt = Date.now() + fresh.expiresInMs - RENEW_BEFORE_MS;
    return token;
  };
}

interface TokenAnswer {
  access_token?: string;
  expires_in?: number;
  error?: string;
}

/** @throws also when what answers is not identity */
async function askIdentity(issuer: string, form: URLSearchParams): Promise<TokenAnswer> {
  const metadata = await fetch(`${issuer}/.well-known/openid-configuration`, { signal: inTime() });
  const { token_endpoint } = (await metadata.json()) as { token_endpoint: string };
  const answer = await fetch(token_endpoint, { method: 'POST', body: form, signal: inTime() });
  return (await answer.json()) as TokenAnswer;
}

const inTime = (): AbortSignal => AbortSignal.timeout(ANSWER_WITHIN_MS);

async function assertion(platform: PlatformDescription, client: string, issuer: string): Promise<string> {
  const jwk = readKey(platform.clients, client);
  return new SignJWT()
    .setProtectedHeader({ alg: 'ES256', ...(jwk.kid && { kid: jwk.kid }) })
    .setIssuer(client)
    .setSubject(client)
    .setAudience(issuer)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${ASSERTION_SECONDS}s`)
    .sign(await importJWK(jwk, 'ES256'));
}

function readKey(folder: string, client: string): JWK {
  const file = join(folder, `${client}.jwk.json`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JWK;
  } catch {
    throw new CommandFailure(
      `Klien ${client} tidak punya kunci di ${folder}: periksa namanya (misalnya disdukcapil-18.01).`,
      `The client ${client} has no key in ${folder}: check the name (for example disdukcapil-18.01).`,
    );
  }
}

function issuerOf(platform: PlatformDescription): string {
  const issuer = platform.services['identity']?.url ?? process.env['OIDC_ISSUER'];
  if (issuer) return issuer;
  throw new CommandFailure(
    'Penerbit token tidak diketahui: isi OIDC_ISSUER dengan alamatnya.',
    'The token issuer is not known: set OIDC_ISSUER to its address.',
  );
}

function refused(client: string, service: string, error: string): CommandFailure {
  return new CommandFailure(
    `Identity menolak token untuk ${client} pada ${service} (${error}): periksa nama layanan dan hak klien itu.`,
    `Identity refused a token for ${client} at ${service} (${error}): check the name of the service and the client's grants.`,
  );
}

function away(issuer: string): CommandFailure {
  return new CommandFailure(
    `Identity di ${issuer} tidak menjawab: periksa apakah platform berjalan, lalu coba lagi.`,
    `Identity at ${issuer} does not answer: check that the platform runs, then try again.`,
  );
}
