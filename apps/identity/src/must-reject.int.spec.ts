import { createHmac, randomUUID, sign as signBytes, createPrivateKey } from 'node:crypto';
import {
  assertionClaims,
  createTestDatabase,
  DevelopmentIdentity,
  notebook,
  notebookSchemas,
  Office,
  requestToken,
  serve,
  signAssertion,
  tokenFields,
  waitFor,
  type ServedService,
  type TestDatabase,
} from '@satudata/testing';
import { newSigningKey } from '@satudata/service-kit';
import { decodeJwt, decodeProtectedHeader, type JWK } from 'jose';
import type { IdentityConfig } from './identity-config.js';
import { identityMigrations } from './migrations/index.js';
import { identity } from './service.js';

type Json = Record<string, unknown>;
interface Parts {
  readonly header: Json;
  readonly claims: Json;
  readonly key: JWK;
}

const CLIENT = 'disdukcapil-18.01';
const LIFETIME_S = 300;

let issuer: DevelopmentIdentity<IdentityConfig>;
let database: TestDatabase;
let service: ServedService;
let good: string;
let parts: Parts;
let stranger: JWK;

beforeAll(async () => {
  [issuer, database] = await Promise.all([
    DevelopmentIdentity.open(identity, identityMigrations),
    createTestDatabase('notebook', notebookSchemas),
  ]);
  service = await serve(notebook, { DATABASE_URL: database.appUrl, OIDC_ISSUER: issuer.url });
  await issuer.database.query(
    `insert into identity.grant (client, service, operations, regions, purposes, agreement, reason)
     values ($1, 'notebook', '{note:read}', '{18.01}', '{civil-registration}', 'test', 'a test')`,
    [CLIENT],
  );
  good = (await ask(CLIENT, 'notebook')).body.access_token ?? '';
  stranger = await newSigningKey();
  const header = decodeProtectedHeader(good) as Json;
  parts = { header, claims: decodeJwt(good), key: await keyNamed(String(header['kid'])) };
});

afterAll(async () => {
  await service?.close();
  await issuer?.close();
  await database?.drop();
});

async function ask(client: string, at: string) {
  const assertion = await signAssertion(assertionClaims(client, issuer.url), issuer.keyOf(client));
  return requestToken(issuer.url, new URLSearchParams({ ...tokenFields(assertion), resource: `urn:satudata:${at}` }));
}

async function keyNamed(kid: string): Promise<JWK> {
  const [row] = await issuer.database.query<{ jwk: JWK }>('select jwk from identity.signing_key where kid = $1', [kid]);
  if (!row) throw new Error('identity does not know the key that signed its token');
  return row.jwk;
}

const read = (token: string) =>
  fetch(`${service.url}/v1/notes`, { headers: { authorization: `Bearer ${token}` } }).then(({ status }) => status);

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1000);

/** Signed as identity would, whatever it says. */
function forge({ header = {}, claims = {}, key = parts.key }: Partial<Parts> = {}): string {
  const input = `${encode({ ...parts.header, ...header })}.${encode({ ...parts.claims, ...claims })}`;
  const signer = createPrivateKey({ key: key as never, format: 'jwk' });
  const signature = signBytes('sha256', Buffer.from(input), { key: signer, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}

const claims = (changes: Json) => () => forge({ claims: changes });
const header = (changes: Json) => () => forge({ header: changes });
const piece = (token: string, index: number, change: (text: string) => string) =>
  token
    .split('.')
    .map((text, at) => (at === index ? change(text) : text))
    .join('.');
const grant = (changes: Json) =>
  claims({
    grants: [{ service: 'notebook', operations: ['note:read'], regions: ['18.01'], purposes: [], ...changes }],
  });

function hmacWith(secret: string): string {
  const input = `${encode({ ...parts.header, alg: 'HS256' })}.${encode(parts.claims)}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

function derSigned(): string {
  const input = good.split('.').slice(0, 2).join('.');
  const signer = createPrivateKey({ key: parts.key as never, format: 'jwk' });
  return `${input}.${signBytes('sha256', Buffer.from(input), signer).toString('base64url')}`;
}

/** Each differs in one thing from a token that is accepted. */
const MUST_REJECT: readonly (readonly [string, 401 | 403, () => string])[] = [
  ['no algorithm and no signature', 401, () => `${encode({ ...parts.header, alg: 'none' })}.${encode(parts.claims)}.`],
  ['no algorithm over the right signature', 401, () => piece(good, 0, () => encode({ ...parts.header, alg: 'none' }))],
  ['HS256 with the public key as secret', 401, () => hmacWith(String(parts.key.x))],
  ['HS256 with the public JWK as secret', 401, () => hmacWith(JSON.stringify({ ...parts.key, d: undefined }))],
  ['another algorithm in the header', 401, header({ alg: 'ES384' })],
  ['the algorithm in small letters', 401, header({ alg: 'es256' })],
  ['no algorithm named', 401, header({ alg: undefined })],
  ['the type of an id token', 401, header({ typ: 'JWT' })],
  ['the type of a receipt', 401, header({ typ: 'receipt+jwt' })],
  ['no type', 401, header({ typ: undefined })],
  ['a key nobody published', 401, header({ kid: 'unknown' })],
  ['no name of a key', 401, header({ kid: undefined })],
  ['an extension nobody understands', 401, header({ crit: ['exp2'], exp2: 1 })],
  ["a stranger's key under the right name", 401, () => forge({ key: stranger })],
  [
    "a stranger's key brought along",
    401,
    () => forge({ key: stranger, header: { jwk: { ...stranger, d: undefined } } }),
  ],
  ["a stranger's key brought along under its name", 401, () => forge({ key: stranger, header: { kid: stranger.kid } })],
  ["a stranger's address of keys", 401, () => forge({ key: stranger, header: { jku: 'http://127.0.0.1:1/jwks' } })],
  ['a signature of zeros', 401, () => piece(good, 2, () => Buffer.alloc(64).toString('base64url'))],
  ['no signature', 401, () => piece(good, 2, () => '')],
  ['half a signature', 401, () => piece(good, 2, (text) => text.slice(0, 43))],
  ['a signature in DER', 401, derSigned],
  ["another token's signature", 401, () => piece(good, 2, () => forge({ claims: { jti: 'x' } }).split('.')[2] ?? '')],
  ['a region added after signing', 401, () => piece(good, 1, () => encode({ ...parts.claims, grants: [{}] }))],
  ['claims that are no object', 401, () => piece(good, 1, () => encode(['x']))],
  ['claims that are no JSON', 401, () => piece(good, 1, () => 'eHg')],
  ['a fourth part', 401, () => `${good}.x`],
  ['two parts only', 401, () => good.split('.').slice(0, 2).join('.')],
  ['the audience of another service', 401, claims({ aud: 'urn:satudata:population-registry' })],
  ['the bare name as audience', 401, claims({ aud: 'notebook' })],
  ['two audiences', 401, () => forge({ claims: { aud: [parts.claims['aud'], 'urn:satudata:planner-api'] } })],
  ['no audience', 401, claims({ aud: undefined })],
  ['another issuer', 401, claims({ iss: 'http://127.0.0.1:1' })],
  ['the issuer with a slash', 401, () => forge({ claims: { iss: `${issuer.url}/` } })],
  ['no issuer', 401, claims({ iss: undefined })],
  ['an end that is over', 401, () => forge({ claims: { exp: now() - 10 } })],
  ['no end', 401, claims({ exp: undefined })],
  ['an end that is text', 401, claims({ exp: '9999999999' })],
  ['a beginning in the future', 401, () => forge({ claims: { nbf: now() + 60 } })],
  ['a birth in the future', 401, () => forge({ claims: { iat: now() + 60 } })],
  [
    'a long life that outlasts a lifetime',
    401,
    () => forge({ claims: { iat: now() - LIFETIME_S - 10, exp: now() + 9_999 } }),
  ],
  ['no birth', 401, claims({ iat: undefined })],
  ['no client', 401, claims({ client_id: undefined })],
  ['an empty client', 401, claims({ client_id: '' })],
  ['a client that is no text', 401, claims({ client_id: 7 })],
  ['no subject', 401, claims({ sub: undefined })],
  ['no number of its own', 401, claims({ jti: undefined })],
  ['no grants', 403, claims({ grants: undefined })],
  ['an empty list of grants', 403, claims({ grants: [] })],
  ['grants that are no list', 403, claims({ grants: { service: 'notebook' } })],
  ['a grant for another operation', 403, grant({ operations: ['note:write'] })],
  ['a grant for everything', 403, grant({ operations: ['*'] })],
  ['a grant at another service', 403, grant({ service: 'planner-api' })],
  ['a grant without regions', 403, grant({ regions: undefined })],
  ['a grant whose regions are one text', 403, grant({ regions: '18.01' })],
  ['a grant in two regions written as one', 403, grant({ regions: ['18.01,18'] })],
];

describe('a token', () => {
  it('as identity gives it is accepted, and so is the same one forged with its key', async () => {
    expect([await read(good), await read(forge()), await read(forge({ claims: { jti: randomUUID() } }))]).toEqual([
      200, 200, 200,
    ]);
  });

  it.each(MUST_REJECT)('with %s is refused (%i), and the refusal is recorded', async (_what, status, make) => {
    const token = make();
    const before = await refusals();
    expect(await read(token)).toBe(status);
    await waitFor('its entry in the trail', async () => (await refusals()) > before, { within: 5_000 });
    expect(await refusals()).toBe(before + 1);
    expect(service.logged()).not.toContain(token);
  });

  it.each<[string, Record<string, string>]>([
    ['none at all', {}],
    ['it in a cookie', { cookie: 'access_token={}' }],
    ['it under the scheme DPoP', { authorization: 'DPoP {}' }],
    ['it twice', { authorization: 'Bearer {}, Bearer {}' }],
  ])('is asked for when the request carries %s', async (_what, headers) => {
    const filled = Object.entries(headers).map(([name, value]) => [name, value.replaceAll('{}', good)]);
    const sent = Object.fromEntries(filled) as Record<string, string>;
    expect((await fetch(`${service.url}/v1/notes`, { headers: sent })).status).toBe(401);
  });

  it('in the address is not looked at', async () => {
    expect((await fetch(`${service.url}/v1/notes?access_token=${good}`)).status).toBe(401);
  });

  const refusals = async () => {
    const written = await database.query(`select from trail.entry where content::json ->> 'outcome' = 'refusal'`);
    return written.length;
  };
});

describe('a flood of invented keys', () => {
  it('asks the issuer for its keys once a second at most', async () => {
    const asked = () => issuer.logged().split('"route":"/jwks"').length - 1;
    const [before, since] = [asked(), Date.now()];
    for (let n = 0; n < 100; n++) expect(await read(forge({ header: { kid: `invented-${n}` } }))).toBe(401);
    expect(asked() - before).toBeLessThanOrEqual(1 + Math.ceil((Date.now() - since) / 1_000));
  });
});

describe('what is over', () => {
  const end = async (path: string) => {
    const token = (await ask('administrator', 'identity')).body.access_token ?? '';
    return new Office(issuer.url, token).post(path, { reason: 'untuk pengujian' });
  };
  const aLifetimeLater = () =>
    forge({ claims: { iat: Number(parts.claims['iat']) - 310, exp: Number(parts.claims['exp']) - 310 } });

  it('of a grant that was ended: no new token, and the old one is worth nothing after a lifetime', async () => {
    const [{ id } = { id: '' }] = await issuer.database.query<{ id: string }>(
      `select id from identity.grant where service = 'notebook'`,
    );
    expect((await end(`/v1/grants/${id}/end`)).status).toBe(200);
    expect((await ask(CLIENT, 'notebook')).status).toBe(400);
    expect(await read(aLifetimeLater())).toBe(401);
  });

  it('of a client that was revoked: no new token, and the old one is worth nothing after a lifetime', async () => {
    expect((await end(`/v1/clients/${CLIENT}/revocation`)).status).toBe(200);
    expect((await ask(CLIENT, 'population-registry')).status).toBe(401);
    expect(await read(aLifetimeLater())).toBe(401);
  });

  it('of a key that was withdrawn: its tokens are refused once services have asked for the keys again', async () => {
    expect(await read(forge())).toBe(200);
    await issuer.database.query('update identity.signing_key set published_to = now()');
    await issuer.restart();
    const isRefused = async () => {
      await read(forge({ header: { kid: randomUUID() } }));
      return (await read(forge())) === 401;
    };
    await waitFor('the service to ask for the keys again', isRefused, { within: 10_000 });
  });
});
