import { isRegionCode } from '@satudata/contracts';
import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyResult } from 'jose';
import { Problem } from '../problems/problem.js';
import type { Grant, Identified } from './caller.js';

export interface VerifiedToken extends Identified {
  readonly grants: readonly Grant[];
}

/** The `aud` of tokens for a service (RFC 8707 resource). */
export function audienceOf(service: string): string {
  return `urn:satudata:${service}`;
}

/** A token that lasts longer than identity's do would outlive the end of its grants, whoever issued it. */
const MAX_AGE_S = 300;
/** By so much may the clocks of an issuer and a service differ. */
const CLOCK_TOLERANCE_S = 5;
/** A key that was withdrawn is worth something for one lifetime of a token at most. */
const KEYS_KEPT_MS = MAX_AGE_S * 1_000;
/** An unknown key is asked for at once, but a flood of invented ones asks the issuer once a second at most. */
const ASKED_AGAIN_AFTER_MS = 1_000;
/** RFC 9068 §2.2 */
const CLAIMS = ['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'];

/** A request without a token that counts; the reason is for the log, it names no value that was sent. */
export class TokenRefused extends Problem {
  constructor(readonly reason: string) {
    const challenge = reason === 'no-token' ? 'Bearer' : 'Bearer error="invalid_token"';
    super('unauthenticated', { headers: { 'www-authenticate': challenge } });
  }
}

/** Checks JWT access tokens (RFC 9068) against the issuer's published keys. */
export class TokenVerifier {
  private readonly keys: ReturnType<typeof createRemoteJWKSet>;

  constructor(
    private readonly issuer: string,
    private readonly service: string,
  ) {
    this.keys = createRemoteJWKSet(new URL(`${issuer.replace(/\/$/, '')}/jwks`), {
      cooldownDuration: ASKED_AGAIN_AFTER_MS,
      cacheMaxAge: KEYS_KEPT_MS,
    });
  }

  /** @throws TokenRefused; Problem `unavailable` when the issuer cannot be asked */
  async verify(token: string): Promise<VerifiedToken> {
    const { payload, protectedHeader } = await this.verified(token);
    const client = payload['client_id'];
    if (typeof client !== 'string' || client === '') throw new TokenRefused('client_id');
    // Without a name any published key might do, and which one signed could not be told afterwards.
    if (protectedHeader.kid === undefined) throw new TokenRefused('kid');
    if ([payload.aud].flat().length !== 1) throw new TokenRefused('aud');
    const { sub, office } = payload as { readonly sub: string; readonly office?: unknown };
    return {
      client,
      // A machine that speaks for itself is its own subject (RFC 9068 §2.2).
      user: sub === client ? null : sub,
      office: typeof office === 'string' ? office : client,
      grants: readGrants(payload['grants']),
    };
  }

  private async verified(token: string): Promise<JWTVerifyResult> {
    try {
      return await jwtVerify(token, this.keys, {
        issuer: this.issuer,
        audience: audienceOf(this.service),
        typ: 'at+jwt',
        algorithms: ['ES256'],
        requiredClaims: CLAIMS,
        maxTokenAge: MAX_AGE_S,
        clockTolerance: CLOCK_TOLERANCE_S,
      });
    } catch (error) {
      const isTokensFault = error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout);
      if (isTokensFault && error.code !== 'ERR_JOSE_GENERIC') throw new TokenRefused(faultOf(error));
      // The issuer could not be asked: that is no verdict on the token.
      throw new Problem('unavailable', { headers: { 'retry-after': '2' } });
    }
  }
}

function faultOf(error: errors.JOSEError): string {
  const isClaims = error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired;
  return isClaims ? error.claim : error.code;
}

function readGrants(claim: unknown): Grant[] {
  if (!Array.isArray(claim)) return [];
  return claim.filter(isGrant);
}

function isGrant(value: unknown): value is Grant {
  const grant = value as Partial<Grant> | null;
  const isList = (list: unknown): list is string[] =>
    Array.isArray(list) && list.every((item) => typeof item === 'string');
  return (
    typeof grant?.service === 'string' &&
    isList(grant.operations) &&
    isList(grant.purposes) &&
    isList(grant.regions) &&
    // The separator of scopes must not come in through a signed claim either: `18.01,18` would be two regions.
    grant.regions.every(isRegionCode)
  );
}
