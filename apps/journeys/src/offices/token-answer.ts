import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertionClaims, requestToken, signAssertion, tokenFields, type TokenAnswer } from '@satudata/testing';
import type { JWK } from 'jose';
import { runningPlatform, urlOf } from '../platform/running-platform.js';

/** What identity answers a development client that asks for a token for a service, refusals included. */
export async function tokenAnswer(client: string, service: string): Promise<TokenAnswer> {
  const issuer = urlOf('identity');
  const key = JSON.parse(readFileSync(join(runningPlatform().clients, `${client}.jwk.json`), 'utf8')) as JWK;
  const assertion = await signAssertion(assertionClaims(client, issuer), key);
  return requestToken(issuer, new URLSearchParams({ ...tokenFields(assertion), resource: `urn:satudata:${service}` }));
}
