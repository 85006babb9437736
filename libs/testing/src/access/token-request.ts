import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT, type CryptoKey, type JWK } from 'jose';

/** What an issuer answers at `/token` (RFC 6749 §5). */
export interface TokenAnswer {
  readonly status: number;
  readonly body: {
    readonly access_token?: string;
    readonly expires_in?: number;
    readonly error?: string;
    readonly error_description?: string;
  };
}

/** The claims by which a client proves to an issuer who it is (RFC 7523 §3), for one minute. */
export function assertionClaims(client: string, issuer: string): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  return { iss: client, sub: client, aud: issuer, jti: randomUUID(), iat: now, exp: now + 60 };
}

/** Claims that are undefined are left out. */
export async function signAssertion(claims: Record<string, unknown>, key: JWK | CryptoKey): Promise<string> {
  const signer = 'kty' in key ? ((await importJWK(key, 'ES256')) as CryptoKey) : (key as CryptoKey);
  const told = JSON.parse(JSON.stringify(claims)) as Record<string, unknown>;
  return new SignJWT(told).setProtectedHeader({ alg: 'ES256' }).sign(signer);
}

/** The form fields of a token request; a service is named by `resource`. */
export function tokenFields(assertion: string): Record<string, string> {
  return {
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  };
}

export async function requestToken(
  issuer: string,
  body: string | URLSearchParams,
  headers: Record<string, string> = {},
): Promise<TokenAnswer> {
  const response = await fetch(`${issuer}/token`, { method: 'POST', body, headers });
  return { status: response.status, body: (await response.json()) as TokenAnswer['body'] };
}
