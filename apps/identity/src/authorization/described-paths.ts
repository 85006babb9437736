import type { DescribedPaths } from '@satudata/service-kit';

type Schema = Record<string, unknown>;

const text = (description: string): Schema => ({ type: 'string', description });
const json = (description: string, schema: Schema) => ({ description, content: { 'application/json': { schema } } });

const TOKEN_FORM: Schema = {
  type: 'object',
  required: ['grant_type', 'client_assertion_type', 'client_assertion', 'resource'],
  properties: {
    grant_type: { type: 'string', const: 'client_credentials' },
    client_assertion_type: { type: 'string', const: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' },
    client_assertion: text('JWT ES256 klien, sekali pakai / the JWT signed by the client, used once (RFC 7523)'),
    resource: text('urn:satudata:<layanan / service> (RFC 8707)'),
  },
};

const TOKEN: Schema = {
  type: 'object',
  required: ['access_token', 'token_type', 'expires_in'],
  properties: {
    access_token: text('JWT (RFC 9068)'),
    token_type: { type: 'string', const: 'Bearer' },
    expires_in: { type: 'integer', description: 'Detik / seconds' },
  },
};

const REFUSAL: Schema = {
  type: 'object',
  required: ['error'],
  properties: { error: text('invalid_client, invalid_target, …'), error_description: { type: 'string' } },
};

const JWKS: Schema = {
  type: 'object',
  required: ['keys'],
  properties: { keys: { type: 'array', items: { type: 'object' } } },
};

const metadata = (operationId: string) => ({
  get: {
    operationId,
    tags: ['metadata'],
    responses: { '200': json('Alamat dan kemampuan / addresses and abilities (RFC 8414)', { type: 'object' }) },
  },
});

/** What the authorization server answers. It is no Nest module, so nothing of it is found by itself. */
export const authorizationPaths: DescribedPaths = {
  '/token': {
    post: {
      operationId: 'token',
      tags: ['token'],
      summary: 'Token akses untuk satu layanan / an access token for one service',
      requestBody: { required: true, content: { 'application/x-www-form-urlencoded': { schema: TOKEN_FORM } } },
      responses: {
        '200': json('Token akses / the access token', TOKEN),
        '400': json('Permintaan ditolak / the request is refused (RFC 6749 §5.2)', REFUSAL),
        '401': json('Klien tidak dikenal atau buktinya salah / the client or its proof is not accepted', REFUSAL),
        '503': json('Coba lagi sebentar / try again shortly', REFUSAL),
      },
    },
  },
  '/jwks': {
    get: {
      operationId: 'jwks',
      tags: ['metadata'],
      responses: { '200': json('Kunci publik penanda tangan token / public keys that sign tokens (RFC 7517)', JWKS) },
    },
  },
  '/.well-known/openid-configuration': metadata('openidConfiguration'),
  '/.well-known/oauth-authorization-server': metadata('authorizationServerMetadata'),
};
