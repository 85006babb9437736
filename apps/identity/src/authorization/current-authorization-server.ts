import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import {
  LOGGER,
  parseSigningKeys,
  ScopedDatabase,
  ServiceConfig,
  SigningKeys,
  type Logger,
} from '@satudata/service-kit';
import type { Provider } from 'oidc-provider';
import { ClientRegister } from '../clients/client-register.js';
import { GrantRegister } from '../grants/grant-register.js';
import type { IdentityConfig } from '../identity-config.js';
import { SigningKeyRegister } from '../signing-keys/signing-key-register.js';
import { authorizationServer } from './authorization-server.js';

type Answer = ReturnType<Provider['callback']>;

const REREAD_MS = 2_000;

/**
 * The authorization server under the keys of the hour. oidc-provider takes its keys once: other keys make another, and
 * requests under way are answered by the one that they came to. It remembers nothing but in the database.
 */
@Injectable()
export class CurrentAuthorizationServer implements OnModuleDestroy {
  private current!: Answer;
  private published: string | undefined;
  private rereading: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(
    @Inject(ServiceConfig) private readonly config: IdentityConfig,
    private readonly signingKeys: SigningKeyRegister,
    private readonly clients: ClientRegister,
    private readonly grants: GrantRegister,
    private readonly database: ScopedDatabase,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  readonly answer: Answer = (request, response) => this.current(request, response);

  async start(): Promise<void> {
    const variable = 'IDENTITY_SIGNING_KEYS';
    const given = this.config[variable];
    if (given !== undefined) {
      this.serve(parseSigningKeys(variable, given));
      return;
    }
    await this.read();
    this.readAgain();
  }

  onModuleDestroy(): void {
    this.isStopped = true;
    clearTimeout(this.rereading);
  }

  private async read(): Promise<void> {
    const keys = await this.signingKeys.published();
    const published = keys.map(({ kid }) => kid).join(' ');
    if (published === this.published) return;
    this.serve(new SigningKeys(keys));
    this.published = published;
    this.logger.info({ event: 'signing-keys', published }, 'keys that sign tokens were taken over');
  }

  private readAgain(): void {
    if (this.isStopped) return;
    this.rereading = setTimeout(() => {
      // Without its database identity gives no token, so an old key does no harm meanwhile.
      void this.read()
        .catch((error: unknown) => this.logger.warn({ err: error }, 'keys that sign tokens could not be read'))
        .finally(() => this.readAgain());
    }, REREAD_MS);
  }

  private serve(keys: SigningKeys): void {
    const { clients, grants, database, logger } = this;
    const provider = authorizationServer({ issuer: this.config.OIDC_ISSUER, keys, clients, grants, database, logger });
    this.current = provider.callback();
  }
}
