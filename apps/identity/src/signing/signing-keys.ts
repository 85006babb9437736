import { Injectable } from '@nestjs/common';
import { ScopedDatabase, WHOLE_PROVINCE } from '@satudata/service-kit';
import type { JWK } from 'jose';
import { newSigningKey } from './es256.js';

interface SigningKeyRow {
  readonly jwk: JWK;
  readonly signs_from: Date;
}

/** The keys that sign access tokens: all are published, one signs. */
export class SigningKeys {
  constructor(private readonly rows: readonly { readonly jwk: JWK; readonly signsFrom: Date }[]) {}

  /** Private parts included: for the authorization server, which publishes the public ones. */
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

/** Where signing keys come from: a file that the operator gives, else the database, which makes the first itself. */
@Injectable()
export class SigningKeyStore {
  constructor(private readonly database: ScopedDatabase) {}

  async load(given: string | undefined): Promise<SigningKeys> {
    return given === undefined ? this.fromDatabase() : parseSigningKeys(given);
  }

  private async fromDatabase(): Promise<SigningKeys> {
    const first = await newSigningKey();
    return this.database.inScope(WHOLE_PROVINCE, async (manager) => {
      // Two instances that start together on an empty database must agree on one key.
      await manager.query(`select pg_advisory_xact_lock(hashtext('identity.signing_key'))`);
      await manager.query(
        `insert into identity.signing_key (kid, jwk)
         select $1, $2 where not exists (select from identity.signing_key where published_to > now())`,
        [first.kid, first],
      );
      const rows = await manager.query<SigningKeyRow[]>(
        'select jwk, signs_from from identity.signing_key where published_to > now() order by signs_from desc',
      );
      return new SigningKeys(rows.map(({ jwk, signs_from: signsFrom }) => ({ jwk, signsFrom })));
    });
  }
}

/** @throws Error that says what the file lacks, never what it holds */
export function parseSigningKeys(text: string): SigningKeys {
  const keys = keysOf(text);
  const isUsable = (key: JWK) =>
    key.kty === 'EC' && key.crv === 'P-256' && key.d !== undefined && key.kid !== undefined;
  if (!keys?.length || !keys.every(isUsable)) {
    throw new Error('IDENTITY_SIGNING_KEYS must be a JWK set of private P-256 keys, each with a kid');
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
