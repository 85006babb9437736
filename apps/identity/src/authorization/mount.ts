import type { NestExpressApplication } from '@nestjs/platform-express';
import { ServiceConfig } from '@satudata/service-kit';
import type { Express } from 'express';
import { prepareDevelopmentClients } from '../clients/prepare-development-clients.js';
import { ClientRegister } from '../clients/client-register.js';
import { GrantRegister } from '../grants/grant-register.js';
import type { IdentityConfig } from '../identity-config.js';
import { CurrentAuthorizationServer } from './current-authorization-server.js';

const PUBLISHED = ['/jwks', '/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'];

/**
 * Puts the authorization server beside the service's own addresses. Only what it serves is routed to it, as routes of
 * express: so an unknown address or verb is answered here as it is at every other service.
 */
export async function mountAuthorizationServer(app: NestExpressApplication): Promise<void> {
  const registers = { clients: app.get(ClientRegister), grants: app.get(GrantRegister) };
  await prepareDevelopmentClients(app.get<IdentityConfig>(ServiceConfig), registers);
  const server = app.get(CurrentAuthorizationServer);
  await server.start();
  const routes = app.getHttpAdapter().getInstance() as Express;
  routes.post('/token', server.answer);
  for (const path of PUBLISHED) routes.get(path, server.answer);
}
