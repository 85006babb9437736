import { createPublicKey, verify, type KeyObject } from 'node:crypto';

const TYPE = 'trail-checkpoint+jwt';
const SHA256_HEX = /^[0-9a-f]{64}$/;

/** What a service signed of its trail. */
export interface Checkpoint {
  readonly jws: string;
  readonly service: string;
  readonly signedAt: Date;
  /** Number and hash of the last entry that it covers. */
  readonly through: number;
  readonly head: string;
  /** sha-256 of the checkpoint before, hex; null for the first. */
  readonly previous: string | null;
}

/** Opens checkpoints with the public keys of the services (RFC 7517); each key names its service as `issuer`. */
export type OpenCheckpoint = (jws: unknown) => Checkpoint | undefined;

interface PublicKey {
  readonly key: KeyObject;
  readonly issuer: string;
}

/** @throws Error when the text is no JWK set of P-256 keys */
export function checkpointOpener(jwks: string): OpenCheckpoint {
  const { keys } = JSON.parse(jwks) as { keys: readonly Record<string, string>[] };
  const known = new Map(keys.map((jwk) => [jwk['kid'], publicKey(jwk)]));
  return (jws) => {
    try {
      return typeof jws === 'string' ? open(jws, known) : undefined;
    } catch {
      return undefined;
    }
  };
}

function publicKey(jwk: Record<string, string>): PublicKey {
  return { key: createPublicKey({ key: jwk, format: 'jwk' }), issuer: jwk['issuer'] ?? '' };
}

/** JWS compact serialization (RFC 7515), ES256 alone. */
function open(jws: string, known: ReadonlyMap<string | undefined, PublicKey>): Checkpoint | undefined {
  const [header = '', payload = '', signature = '', ...more] = jws.split('.');
  const { alg, typ, kid } = decode(header);
  const signer = known.get(kid as string);
  if (more.length > 0 || alg !== 'ES256' || typ !== TYPE || !signer) return undefined;
  const signed = { key: signer.key, dsaEncoding: 'ieee-p1363' } as const;
  if (!verify('sha256', Buffer.from(`${header}.${payload}`), signed, Buffer.from(signature, 'base64url'))) {
    return undefined;
  }
  const { iss, iat, through, head, previous } = decode(payload);
  if (iss !== signer.issuer || !Number.isSafeInteger(through) || !Number.isSafeInteger(iat)) return undefined;
  if (!isHash(head) || (previous !== null && !isHash(previous))) return undefined;
  return {
    jws,
    service: signer.issuer,
    signedAt: new Date(Number(iat) * 1000),
    through: Number(through),
    head,
    previous,
  };
}

const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
const isHash = (value: unknown): value is string => typeof value === 'string' && SHA256_HEX.test(value);
