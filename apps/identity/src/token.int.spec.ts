import {
  assertionClaims,
  DevelopmentIdentity,
  requestToken,
  signAssertion,
  tokenFields,
  type TokenAnswer,
} from '@satudata/testing';
import { createRemoteJWKSet, generateKeyPair, jwtVerify, SignJWT, UnsecuredJWT, type CryptoKey, type JWK } from 'jose';
import type { IdentityConfig } from './identity-config.js';
import { identityMigrations } from './migrations/index.js';
import { identity } from './service.js';

const REGISTRY = 'urn:satudata:population-registry';
const PLANNER_API = 'urn:satudata:planner-api';
const OFFICE = 'disdukcapil-18.01';

let issuer: DevelopmentIdentity<IdentityConfig>;

beforeAll(async () => {
  issuer = await DevelopmentIdentity.open(identity, identityMigrations);
});

afterAll(() => issuer?.close());

/** An assertion that is right but for `changes`. */
const assertion = (
  client: string,
  changes: Record<string, unknown> = {},
  key: JWK | CryptoKey = issuer.keyOf(client),
) => signAssertion({ ...assertionClaims(client, issuer.url), ...changes }, key);

const post = (body: string | URLSearchParams) => requestToken(issuer.url, body);
const ask = (clientAssertion: string, resource = REGISTRY) =>
  post(new URLSearchParams({ ...tokenFields(clientAssertion), resource }));

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

const verify = (token: string | undefined, audience: string) =>
  jwtVerify(token ?? '', createRemoteJWKSet(new URL(`${issuer.url}/jwks`)), {
    issuer: issuer.url,
    audience,
    typ: 'at+jwt',
    algorithms: ['ES256'],
  });

describe('a token for a machine', () => {
  it('says which office it is for, what it may do at the registry, and where', async () => {
    const { status, body } = await ask(await assertion(OFFICE));
    expect({ status, error: body.error_description }).toEqual({ status: 200, error: undefined });
    const { payload } = await verify(body.access_token, REGISTRY);
    expect(payload).toMatchObject({
      aud: REGISTRY,
      client_id: OFFICE,
      sub: OFFICE,
      office: 'Disdukcapil Kabupaten Lampung Selatan',
    });
    expect(payload['grants']).toEqual([
      {
        service: 'population-registry',
        operations: [
          'person:write',
          'person:read',
          'person:verify',
          'family-card:write',
          'family-card:read',
          'vital-event:write',
          'vital-event:read',
          'move:write',
          'batch:read',
          'batch:cancel',
        ],
        regions: ['18.01'],
        purposes: ['civil-registration'],
      },
      {
        service: 'population-registry',
        operations: ['person-access:read'],
        regions: ['18.01'],
        purposes: ['subject-access'],
      },
    ]);
  });

  it('is over after five minutes at the latest', async () => {
    const { body } = await ask(await assertion(OFFICE));
    const { payload } = await verify(body.access_token, REGISTRY);
    expect((payload.exp ?? Infinity) - (payload.iat ?? 0)).toBeLessThanOrEqual(300);
    expect(body.expires_in).toBeLessThanOrEqual(300);
  });

  it.each([
    ['planner-province', PLANNER_API, 'observe', '18'],
    ['planner-18.01', PLANNER_API, 'observe', '18.01'],
    ['operator', 'urn:satudata:consolidation', 'operate', '18'],
    ['operator', REGISTRY, 'operate', '18'],
  ])('lets %s at %s do "%s" in %s', async (client, resource, operation, region) => {
    const { body } = await ask(await assertion(client), resource);
    const { payload } = await verify(body.access_token, resource);
    expect(payload['grants']).toEqual([expect.objectContaining({ operations: [operation], regions: [region] })]);
  });

  it('is of no use at another service', async () => {
    const { body } = await ask(await assertion(OFFICE));
    await expect(verify(body.access_token, PLANNER_API)).rejects.toThrow('aud');
  });
});

describe('who does not prove to be the client', () => {
  const refused = { status: 401, body: { error: 'invalid_client', error_description: 'client authentication failed' } };

  it.each([
    ['an assertion for another audience', { aud: 'http://127.0.0.1:1' }],
    ['an expired assertion', { exp: inSeconds(-60) }],
    ['an assertion that lasts a day', { exp: inSeconds(86_400) }],
    ['an assertion without an end', { exp: undefined }],
    ['an assertion from the future', { nbf: inSeconds(3_600) }],
    ['an assertion without a number of its own', { jti: undefined }],
    ['an assertion about somebody else', { iss: 'operator' }],
  ])('is refused with %s', async (_what, changes) => {
    expect(await ask(await assertion(OFFICE, changes))).toEqual(refused);
  });

  it('is refused when nobody knows the client', async () => {
    expect(await ask(await assertion('disdukcapil-99.99', {}, issuer.keyOf(OFFICE)))).toEqual(refused);
  });

  it("is refused with another client's key", async () => {
    expect(await ask(await assertion(OFFICE, {}, issuer.keyOf('disdukcapil-18.02')))).toEqual(refused);
  });

  it('is refused with a key that nobody registered', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    expect(await ask(await assertion(OFFICE, {}, privateKey))).toEqual(refused);
  });

  it('is refused with an assertion that nobody signed', async () => {
    expect(await ask(new UnsecuredJWT(assertionClaims(OFFICE, issuer.url)).encode())).toEqual(refused);
  });

  it('is refused with an assertion signed by HMAC with the public key', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(issuer.keyOf(OFFICE).x));
    const signed = await new SignJWT(assertionClaims(OFFICE, issuer.url))
      .setProtectedHeader({ alg: 'HS256' })
      .sign(secret);
    expect(await ask(signed)).toEqual(refused);
  });

  it('is refused with an assertion used before', async () => {
    const used = await assertion(OFFICE);
    expect((await ask(used)).status).toBe(200);
    expect(await ask(used)).toEqual(refused);
  });

  it('wins once only when one assertion is sent ten times at the same moment', async () => {
    const shared = await assertion(OFFICE);
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(shared)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(401)]);
  });

  it('is refused with a used assertion even after a restart', async () => {
    const used = await assertion(OFFICE);
    expect((await ask(used)).status).toBe(200);
    await issuer.restart();
    expect(await ask(used)).toEqual(refused);
  });
});

describe('a service that the client was not granted', () => {
  const target = { status: 400, body: expect.objectContaining({ error: 'invalid_target' }) as TokenAnswer['body'] };

  it.each([
    ['an unknown service', 'urn:satudata:tax-office'],
    ['a service it has no grant at', PLANNER_API],
    ['an address that is none of ours', 'https://example.org/'],
    ['no address at all', 'registry'],
    ['the bare prefix', 'urn:satudata:'],
    ['a service name with a NUL', 'urn:satudata:a\0b'],
    ['an address with a fragment', `${REGISTRY}#x`],
  ])('is refused: %s', async (_what, resource) => {
    expect(await ask(await assertion(OFFICE), resource)).toEqual(target);
  });

  it('answers an unknown service and one without a grant alike', async () => {
    const unknown = await ask(await assertion(OFFICE), 'urn:satudata:tax-office');
    expect(await ask(await assertion(OFFICE), PLANNER_API)).toEqual(unknown);
  });

  it('is refused when no service is named', async () => {
    expect(await post(new URLSearchParams(tokenFields(await assertion(OFFICE))))).toEqual(target);
  });

  it.each(['', 'openid'])('is refused when the service is left empty and the scope is "%s"', async (scope) => {
    expect(await post(new URLSearchParams({ ...tokenFields(await assertion(OFFICE)), resource: '', scope }))).toEqual(
      target,
    );
  });

  it('is refused when two services are named: a token is for one', async () => {
    const fields = new URLSearchParams({ ...tokenFields(await assertion('operator')), resource: REGISTRY });
    fields.append('resource', 'urn:satudata:consolidation');
    expect(await post(fields)).toEqual(target);
  });
});

describe('a grant', () => {
  const grant = (from: string, to: string) =>
    issuer.database.query(
      `insert into identity.grant (client, service, operations, regions, agreement, reason, valid_from, valid_to)
       values ($1, 'planner-api', '{observe}', '{18.02}', 'test', 'a test', now() + $2::interval, now() + $3::interval)`,
      [OFFICE, from, to],
    );
  afterEach(() => issuer.database.query(`delete from identity.grant where agreement = 'test'`));

  it.each([
    ['begins tomorrow', '1 day', '2 days'],
    ['ended yesterday', '-2 days', '-1 day'],
  ])('does not count when it %s', async (_when, from, to) => {
    await grant(from, to);
    expect((await ask(await assertion(OFFICE), PLANNER_API)).body.error).toBe('invalid_target');
  });

  it('counts from the moment it is written down, and only while it is in force', async () => {
    await grant('-1 day', '1 day');
    await grant('-2 days', '-1 day');
    const { body } = await ask(await assertion(OFFICE), PLANNER_API);
    const { payload } = await verify(body.access_token, PLANNER_API);
    expect(payload['grants']).toEqual([
      { service: 'planner-api', operations: ['observe'], regions: ['18.02'], purposes: [] },
    ]);
  });

  it('cannot be widened or removed by the service itself', async () => {
    const [rights] = await issuer.database.query(
      `select has_table_privilege('identity_app', 'identity.grant', 'update') as update,
              has_table_privilege('identity_app', 'identity.grant', 'delete') as delete,
              has_table_privilege('identity_app', 'identity.grant_end', 'update, delete') as "undoEnds",
              has_table_privilege('identity_app', 'identity.client_revocation', 'update, delete') as "undoRevocations",
              has_table_privilege('identity_app', 'identity.signing_key', 'update') as "updateKeys",
              has_table_privilege('identity_app', 'identity.signing_key', 'delete') as "deleteKeys"`,
    );
    expect(Object.values(rights ?? {})).toEqual(Array<boolean>(6).fill(false));
  });
});

describe('whatever is sent to the token endpoint', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  it.each<[string, string | URLSearchParams, Record<string, string>]>([
    ['nothing', '', {}],
    ['an empty form', '', form],
    ['JSON', '{"grant_type":"client_credentials"}', { 'content-type': 'application/json' }],
    ['XML', '<a/>', { 'content-type': 'application/xml' }],
    ['another grant type', 'grant_type=password&username=a&password=b', form],
    ['a form as long as a book', `grant_type=${'x'.repeat(100_000)}`, form],
    ['a form said to be gzip', 'grant_type=client_credentials', { ...form, 'content-encoding': 'gzip' }],
    ['an unknown charset', 'grant_type=a', { 'content-type': 'application/x-www-form-urlencoded; charset=x-klingon' }],
    ['broken escapes', 'grant_type=%E0%A4%A&client_assertion=%', form],
    ['NUL bytes', 'grant_type=client_credentials&client_id=%00&client_assertion=%00', form],
    ['a client id with a NUL', 'grant_type=client_credentials&client_id=a%00b', form],
    ['parameters twice', 'grant_type=client_credentials&grant_type=client_credentials', form],
    ['members of every object', '__proto__=1&constructor=2&grant_type=__proto__', form],
    ['an assertion that is no JWT', new URLSearchParams(tokenFields('a.b.c')), {}],
    ['an assertion with dots only', new URLSearchParams(tokenFields('...')), {}],
    ['a password in the header', 'grant_type=client_credentials', { ...form, authorization: 'Basic YTpi' }],
    ['a broken header', 'grant_type=client_credentials', { ...form, authorization: 'Basic %%%' }],
    ['a browser', 'grant_type=x', { ...form, accept: 'text/html' }],
  ])('is answered as OAuth says, also %s', async (_what, body, headers) => {
    const response = await fetch(`${issuer.url}/token`, { method: 'POST', body, headers });
    expect([400, 401]).toContain(response.status);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await response.json()).toEqual(expect.objectContaining({ error: expect.any(String) as string }));
  });

  it('is told to come back when the database is away, and served again when it is back', async () => {
    const clientAssertion = await assertion(OFFICE);
    await issuer.database.whileAway(async () => {
      expect(await ask(clientAssertion)).toEqual({ status: 503, body: { error: 'temporarily_unavailable' } });
      expect((await fetch(`${issuer.url}/health/ready`)).status).toBe(503);
      expect((await fetch(`${issuer.url}/health/live`)).status).toBe(200);
    });
    expect((await ask(clientAssertion)).status).toBe(200);
  });
});

describe('the memory of used assertions', () => {
  it('is freed of what is over, a little with every token', async () => {
    await issuer.database.query(
      `insert into identity.oidc_payload
       select 'ReplayDetection', n::text, '{}', now() - interval '1 hour' from generate_series(1, 50) n`,
    );
    const old = () => issuer.database.query('select from identity.oidc_payload where expires_at < now()');
    for (let tokens = 0; tokens < 3; tokens++) await ask(await assertion(OFFICE));
    expect(await old()).toEqual([]);
    expect(await issuer.database.query('select from identity.oidc_payload')).not.toEqual([]);
  });
});

describe('the service beside the authorization server', () => {
  it.each(['/health/live', '/health/ready', '/metrics', '/openapi.json', '/docs'])('answers %s', async (path) => {
    expect((await fetch(`${issuer.url}${path}`)).status).toBe(200);
  });

  it.each(['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'])(
    'tells at %s where tokens are, and of nothing that it does not serve',
    async (path) => {
      const metadata = (await (await fetch(`${issuer.url}${path}`)).json()) as Record<string, unknown>;
      expect(metadata).toMatchObject({
        issuer: issuer.url,
        token_endpoint: `${issuer.url}/token`,
        jwks_uri: `${issuer.url}/jwks`,
        grant_types_supported: ['client_credentials'],
        token_endpoint_auth_methods_supported: ['private_key_jwt'],
      });
      expect(Object.keys(metadata).filter((name) => name.endsWith('_endpoint'))).toEqual(['token_endpoint']);
    },
  );

  it('answers a wrong verb with the right ones, and unknown addresses as any service does', async () => {
    const wrongVerb = await fetch(`${issuer.url}/token`);
    expect([wrongVerb.status, wrongVerb.headers.get('allow')]).toEqual([405, 'POST']);
    for (const path of ['/auth', '/reg', '/me', '/interaction/x']) {
      expect((await fetch(`${issuer.url}${path}`)).status).toBe(404);
    }
  });

  it('never logs keys, assertions or tokens', async () => {
    const clientAssertion = await assertion(OFFICE);
    const { body } = await ask(clientAssertion);
    await ask(clientAssertion);
    expect(issuer.logged()).toContain('"route":"/token"');
    for (const secret of [clientAssertion, body.access_token ?? '-', issuer.keyOf(OFFICE).d ?? '-']) {
      expect(issuer.logged()).not.toContain(secret);
    }
  });
});
