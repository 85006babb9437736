import type { JWK } from 'jose';

/** The keys that sign: all are published, one signs. */
export class SigningKeys {
  constructor(private readonly rows: readonly { readonly jwk: JWK; readonly signsFrom: Date }[]) {}

  /** Private parts included: whoever publishes them takes the `publicPart` of each. */
  get jwks(): JWK[] {
    return this.rows.map(({ jwk }) => jwk);
  }

  /** The youngest key that signs by then: one that is published ahead of its time is known everywhere when it starts. */
  signingAt(now: Date): JWK {
    const started = this.rows.filter(({ signsFrom }) => signsFrom <= now);
    const [youngest] = started.sort((a, b) => b.signsFrom.getTime() - a.signsFrom.getTime());
    if (!youngest) throw new Error('no signing key has started to sign');
    return youngest.jwk;
  }
}

/**
 * Keys that the operator gives in the named variable.
 * @throws Error that says what the variable lacks, never what it holds
 */
export function parseSigningKeys(variable: string, text: string): SigningKeys {
  const keys = keysOf(text);
  const isUsable = (key: JWK) =>
    key.kty === 'EC' && key.crv === 'P-256' && key.d !== undefined && key.kid !== undefined;
  if (!keys?.length || !keys.every(isUsable)) {
    throw new Error(`${variable} must be a JWK set of private P-256 keys, each with a kid`);
  }
  // The first given is the youngest: it signs, the others are only published.
  return new SigningKeys(keys.map((jwk, index) => ({ jwk, signsFrom: new Date(-index) })));
}

function keysOf(text: string): JWK[] | undefined {
  try {
    return (JSON.parse(text) as { keys?: JWK[] }).keys;
  } catch {
    return undefined;
  }
}
