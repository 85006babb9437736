import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlatformDescription } from '@satudata/local-platform';
import type { JWK } from 'jose';
import { assertionClaims, requestToken, signAssertion, tokenFields } from '../access/token-request.js';

const RENEW_BEFORE_MS = 60_000;

/** A source of valid tokens by which a development client of a running platform may ask one of its services. */
export function developmentClient(platform: PlatformDescription, client: string, service: string) {
  const issuer = platform.services['identity']?.url ?? '';
  let token = '';
  let renewAt = 0;
  return async (): Promise<string> => {
    if (Date.now() < renewAt) return token;
    const jwk = JSON.parse(readFileSync(join(platform.clients, `${client}.jwk.json`), 'utf8')) as JWK;
    const assertion = await signAssertion(assertionClaims(client, issuer), jwk);
    const fields = new URLSearchParams({ ...tokenFields(assertion), resource: `urn:satudata:${service}` });
    const { body, status } = await requestToken(issuer, fields);
    if (!body.access_token) throw new Error(`${client} got no token for ${service}: ${status} ${body.error ?? ''}`);
    token = body.access_token;
    renewAt = Date.now() + (body.expires_in ?? 0) * 1_000 - RENEW_BEFORE_MS;
    return token;
  };
}
