import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import { Problem } from '../problems/problem.js';
import type { Grant } from './caller.js';

export interface VerifiedToken {
  readonly client: string;
  readonly grants: readonly Grant[];
}

/** The `aud` of tokens for a service (RFC 8707 resource). */
export function audienceOf(service: string): string {
  return `urn:satudata:${service}`;
}

/** Checks JWT access tokens (RFC 9068) against the issuer's published keys. */
export class TokenVerifier {
  private readonly keys: ReturnType<typeof createRemoteJWKSet>;

  constructor(
    private readonly issuer: string,
    private readonly service: string,
  ) {
    this.keys = createRemoteJWKSet(new URL(`${issuer.replace(/\/$/, '')}/jwks`), { cooldownDuration: 1_000 });
  }

  async verify(token: string): Promise<VerifiedToken> {
    const payload = await this.payloadOf(token);
    const client = payload['client_id'];
    if (typeof client !== 'string' || client === '') throw unauthenticated('invalid_token');
    return { client, grants: readGrants(payload['grants']) };
  }

  private async payloadOf(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        issuer: this.issuer,
        audience: audienceOf(this.service),
        typ: 'at+jwt',
        algorithms: ['ES256'],
        requiredClaims: ['exp', 'client_id'],
      });
      return payload;
    } catch (error) {
      const isTokensFault = error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout);
      if (isTokensFault && error.code !== 'ERR_JOSE_GENERIC') throw unauthenticated('invalid_token');
      // The issuer could not be asked: that is no verdict on the token.
      throw new Problem('unavailable', { headers: { 'retry-after': '2' } });
    }
  }
}

export function unauthenticated(error?: 'invalid_token'): Problem {
  return new Problem('unauthenticated', {
    headers: { 'www-authenticate': error ? `Bearer error="${error}"` : 'Bearer' },
  });
}

function readGrants(claim: unknown): Grant[] {
  if (!Array.isArray(claim)) return [];
  return claim.filter(isGrant);
}

function isGrant(value: unknown): value is Grant {
  const grant = value as Partial<Grant> | null;
  const isList = (list: unknown) => Array.isArray(list) && list.every((item) => typeof item === 'string');
  return (
    typeof grant?.service === 'string' && isList(grant.operations) && isList(grant.regions) && isList(grant.purposes)
  );
}
