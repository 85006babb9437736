import { randomBytes } from 'node:crypto';
import { audienceOf, type Logger, type ScopedDatabase, type SigningKeys } from '@satudata/service-kit';
import { errors, Provider, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import type { ClientRegister } from '../clients/client-register.js';
import type { GrantRegister } from '../grants/grant-register.js';
import { payloadStore } from './payload-store.js';
import { TOKEN_LIFETIME_S } from './token-lifetime.js';

/** A client signs an assertion for one request; one that lasts for days is a password that can be stolen. */
const ASSERTION_LIFETIME_S = 300;
const CLOCK_TOLERANCE_S = 15;

export interface AuthorizationServerParts {
  readonly issuer: string;
  readonly keys: SigningKeys;
  readonly clients: ClientRegister;
  readonly grants: GrantRegister;
  readonly database: ScopedDatabase;
  readonly logger: Logger;
}

/**
 * OAuth 2.0 for machines only: `client_credentials` by a signed assertion (RFC 7523, ES256) in exchange for a JWT
 * access token (RFC 9068) for one service, named by its URN (RFC 8707).
 */
export function authorizationServer(parts: AuthorizationServerParts): Provider {
  const provider = new Provider(parts.issuer, configuration(parts));
  provider.on('server_error', (_context, error) => parts.logger.error({ err: error }, 'token request failed'));
  provider.use(hideWhatIsNotServed);
  return provider;
}

function configuration(parts: AuthorizationServerParts): Configuration {
  return {
    adapter: payloadStore(parts.database, parts.clients),
    jwks: { keys: parts.keys.jwks },
    clientAuthMethods: ['private_key_jwt'],
    clientDefaults: {
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      id_token_signed_response_alg: 'ES256',
    },
    responseTypes: [],
    scopes: [],
    enabledJWA: { clientAuthSigningAlgValues: ['ES256'], idTokenSigningAlgValues: ['ES256'] },
    clockTolerance: CLOCK_TOLERANCE_S,
    assertJwtClientAuthClaimsAndHeader: (_context, { exp }) => refuseLongLived(Number(exp)),
    // No browser ever comes here, so no cookie outlives the process.
    cookies: { keys: [randomBytes(32).toString('hex')] },
    features: features(parts),
    extraTokenClaims: (_context, token) => claimsOf(parts, token),
    findAccount: () => undefined,
    renderError: answerAsJson,
    ttl: { ClientCredentials: TOKEN_LIFETIME_S },
  };
}

function features({ keys }: AuthorizationServerParts): Configuration['features'] {
  return {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    dPoP: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => [],
      useGrantedResource: () => false,
      getResourceServerInfo: (_context, resource) => ({
        audience: resource,
        scope: '',
        accessTokenFormat: 'jwt',
        accessTokenTTL: TOKEN_LIFETIME_S,
        jwt: { sign: { alg: 'ES256', kid: keys.signingAt(new Date()).kid } },
      }),
    },
  };
}

const SERVICE = new RegExp(`^${audienceOf('')}([a-z][a-z-]{0,62})$`);

/**
 * What the client may do at the service it asked for, and for which office it asks.
 * @throws InvalidTarget when it may do nothing there; an unknown service answers the same, so that nobody can list them
 */
async function claimsOf(parts: AuthorizationServerParts, token: { clientId?: string; aud?: unknown }) {
  const service = SERVICE.exec(String(token.aud))?.[1];
  if (service === undefined) throw new errors.InvalidTarget(`resource must be ${audienceOf('<service>')}`);
  const client = token.clientId ?? '';
  const [grants, registered] = await Promise.all([parts.grants.inForce(client, service), parts.clients.find(client)]);
  if (grants.length === 0) throw new errors.InvalidTarget('the client has no grant at this service that is in force');
  return { grants, office: registered?.office };
}

function refuseLongLived(exp: number): void {
  if (exp > Date.now() / 1000 + ASSERTION_LIFETIME_S + CLOCK_TOLERANCE_S) {
    throw new errors.InvalidClientAuth(`client assertion must expire within ${ASSERTION_LIFETIME_S} seconds`);
  }
}

/** Whatever a client accepts: errors are JSON (RFC 6749 §5.2), there is no page to look at. */
function answerAsJson(context: KoaContextWithOIDC, out: object): void {
  context.body = out;
}

/** The metadata names endpoints that only people with browsers need; this server has none of them. */
async function hideWhatIsNotServed(context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next();
  if (context.oidc?.route !== 'discovery') return;
  const { authorization_endpoint: _hidden, ...metadata } = context.body as Record<string, unknown>;
  context.body = metadata;
}
