import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { importJWK, SignJWT, type JWK } from 'jose';
import { EventServiceConfig, ServiceConfig } from '../config/service-config.js';
import { ScopedDatabase } from '../database/scoped-database.js';
import { SERVICE_NAME } from '../service-name.js';
import { publicPart } from './es256.js';
import { loadSigningKeys } from './load-signing-keys.js';
import type { SigningKeys } from './signing-keys.js';

/** The schema whose `signing_key` table the service signs from. */
export const KEY_SCHEMA = Symbol('key-schema');

/** Signs what the service states, for anybody to check later without asking it. */
@Injectable()
export class Signer implements OnModuleInit {
  private keys!: SigningKeys;
  private readonly issuer: string;

  constructor(
    @Inject(SERVICE_NAME) service: string,
    @Inject(ServiceConfig) private readonly config: EventServiceConfig,
    @Inject(KEY_SCHEMA) private readonly schema: string,
    private readonly database: ScopedDatabase,
  ) {
    this.issuer = `urn:satudata:${service}`;
  }

  async onModuleInit(): Promise<void> {
    const { database, schema } = this;
    const variable = 'RECEIPT_SIGNING_KEYS';
    this.keys = await loadSigningKeys({ database, schema, variable, given: this.config[variable] });
  }

  /** A JWS in compact form (RFC 7515, ES256) over JWT claims; `type` is its `typ` (RFC 8725 §3.11). */
  async sign(type: string, claims: object): Promise<string> {
    const key = this.keys.signingAt(new Date());
    return new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'ES256', typ: type, kid: key.kid })
      .setIssuer(this.issuer)
      .setIssuedAt()
      .sign(await importJWK(key, 'ES256'));
  }

  /** Each names whose it is (`issuer`), so that in a collection of many services' keys none can sign for another. */
  get publicKeys(): JWK[] {
    return this.keys.jwks.map((key) => ({ ...publicPart(key), issuer: this.issuer }));
  }
}
