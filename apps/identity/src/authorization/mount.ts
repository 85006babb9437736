import type { NestExpressApplication } from '@nestjs/platform-express';
import { loadSigningKeys, LOGGER, ScopedDatabase, ServiceConfig, type Logger } from '@satudata/service-kit';
import type { Express } from 'express';
import { prepareDevelopmentClients } from '../clients/prepare-development-clients.js';
import { ClientRegister } from '../clients/client-register.js';
import { GrantRegister } from '../grants/grant-register.js';
import type { IdentityConfig } from '../identity-config.js';
import { authorizationServer } from './authorization-server.js';

const PUBLISHED = ['/jwks', '/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'];

/**
 * Puts the authorization server beside the service's own addresses. Only what it serves is routed to it, as routes of
 * express: so an unknown address or verb is answered here as it is at every other service.
 */
export async function mountAuthorizationServer(app: NestExpressApplication): Promise<void> {
  const config = app.get<IdentityConfig>(ServiceConfig);
  const clients = app.get(ClientRegister);
  const grants = app.get(GrantRegister);
  await prepareDevelopmentClients(config, { clients, grants });
  const database = app.get(ScopedDatabase);
  const variable = 'IDENTITY_SIGNING_KEYS';
  const provider = authorizationServer({
    issuer: config.OIDC_ISSUER,
    keys: await loadSigningKeys({ database, schema: 'identity', variable, given: config[variable] }),
    clients,
    grants,
    database,
    logger: app.get<Logger>(LOGGER),
  });
  const answer = provider.callback();
  const routes = app.getHttpAdapter().getInstance() as Express;
  routes.post('/token', answer);
  for (const path of PUBLISHED) routes.get(path, answer);
}
