import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import type { JWK } from 'jose';

/** A public key with the service whose it is, as `/.well-known/jwks.json` publishes it. */
export interface PublicKey extends JWK {
  issuer?: string;
}

/** Why a receipt cannot be believed. */
export type Flaw = 'form' | 'type' | 'key-unknown' | 'signature' | 'issuer';

export type OpenedReceipt<Claims> = { claims: Claims; flaw?: undefined } | { claims?: undefined; flaw: Flaw };

export interface Expected {
  /** `typ` of the JWS. */
  type: string;
  /** Services that may sign such a receipt. */
  issuers: readonly string[];
}

/**
 * Checks one JWS in compact form (RFC 7515, ES256) and reads what it says. A key signs only for the service it names:
 * a source cannot state in the place of the store what arrived there.
 */
export async function openReceipt<Claims extends { iss: string }>(
  jws: string,
  keys: readonly PublicKey[],
  { type, issuers }: Expected,
): Promise<OpenedReceipt<Claims>> {
  const header = headerOf(jws);
  if (!header) return { flaw: 'form' };
  if (header.typ !== type) return { flaw: 'type' };
  const key = keys.find(({ kid }) => kid !== undefined && kid === header.kid);
  if (!key) return { flaw: 'key-unknown' };
  const payload = await verified(jws, key);
  if (!payload) return { flaw: 'signature' };
  const claims = JSON.parse(Buffer.from(payload).toString('utf8')) as Claims;
  return issuers.includes(claims.iss) && key.issuer === claims.iss ? { claims } : { flaw: 'issuer' };
}

/** The same bytes have several base64 spellings; only one of them is the receipt that was given out. */
const isCanonical = (part: string): boolean =>
  part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part;

function headerOf(jws: string): { typ?: string; kid?: string } | undefined {
  const parts = jws.split('.');
  if (parts.length !== 3 || !parts.every(isCanonical)) return undefined;
  try {
    return decodeProtectedHeader(jws);
  } catch {
    return undefined;
  }
}

async function verified(jws: string, key: PublicKey): Promise<Uint8Array | undefined> {
  try {
    return (await compactVerify(jws, await importJWK(key, 'ES256'), { algorithms: ['ES256'] })).payload;
  } catch {
    return undefined;
  }
}
