import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { newSigningKey } from '@satudata/service-kit';
import {
  assertionClaims,
  DevelopmentIdentity,
  freePort,
  requestToken,
  signAssertion,
  tokenFields,
} from '@satudata/testing';
import { decodeProtectedHeader, type JWK } from 'jose';
import type { IdentityConfig } from './identity-config.js';
import { identityMigrations } from './migrations/index.js';
import { identity } from './service.js';

const OFFICE = 'disdukcapil-18.01';
const PUBLIC_MEMBERS = ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'];

let issuer: DevelopmentIdentity<IdentityConfig>;

beforeAll(async () => {
  issuer = await DevelopmentIdentity.open(identity, identityMigrations);
});

afterAll(() => issuer?.close());

async function ask(client: string, service: string, key: JWK = issuer.keyOf(client)) {
  const assertion = await signAssertion(assertionClaims(client, issuer.url), key);
  return requestToken(
    issuer.url,
    new URLSearchParams({ ...tokenFields(assertion), resource: `urn:satudata:${service}` }),
  );
}

describe('the development clients', () => {
  const registered = () =>
    Promise.all([
      issuer.database.query('select id, jwks from identity.client order by id'),
      issuer.database.query('select client, service, regions from identity.grant order by id'),
      readdirSync(issuer.clients).map((file) => [file, readFileSync(join(issuer.clients, file), 'utf8')]),
    ]);

  it('are the 15 offices, two planners, the operator, the administrator and the auditor', async () => {
    const [clients] = await registered();
    expect(clients).toHaveLength(20);
    expect(clients.filter(({ id }) => String(id).startsWith('disdukcapil-18.'))).toHaveLength(15);
  });

  it('are the same after a second start', async () => {
    const before = await registered();
    await issuer.restart();
    expect(await registered()).toEqual(before);
    expect((await ask(OFFICE, 'population-registry')).status).toBe(200);
  });

  it('get a new key when their file is lost, and the old key is worth nothing', async () => {
    const lost = issuer.keyOf('planner-18.01');
    rmSync(join(issuer.clients, 'planner-18.01.jwk.json'));
    await issuer.restart();
    expect((await ask('planner-18.01', 'planner-api')).status).toBe(200);
    expect((await ask('planner-18.01', 'planner-api', lost)).status).toBe(401);
  });

  it('have keys that only their owner may read, and no private part in the database', async () => {
    expect(readdirSync(issuer.clients).map((file) => statSync(join(issuer.clients, file)).mode & 0o777)).toEqual(
      Array<number>(20).fill(0o600),
    );
    expect(await issuer.database.query(`select id from identity.client where jwks @? '$.keys[*].d'`)).toEqual([]);
  });

  it('are refused in production', async () => {
    const elsewhere = { PORT: String(await freePort()), NODE_ENV: 'production' };
    await expect(issuer.boot(elsewhere)).rejects.toThrow('must not be set in production');
  });
});

describe('the keys that sign', () => {
  const published = async () => {
    const response = await fetch(`${issuer.url}/jwks`);
    return ((await response.json()) as { keys: JWK[] }).keys;
  };
  const signedWith = async () =>
    decodeProtectedHeader((await ask(OFFICE, 'population-registry')).body.access_token ?? '').kid;
  afterAll(() => issuer.restart());

  it('are published without their private part', async () => {
    for (const key of await published()) expect(Object.keys(key).sort()).toEqual(PUBLIC_MEMBERS);
  });

  it('survive a restart', async () => {
    const before = await published();
    await issuer.restart();
    expect(await published()).toEqual(before);
  });

  it('are published before they sign', async () => {
    const before = await signedWith();
    const next = await newSigningKey();
    const add = `insert into identity.signing_key (kid, jwk, signs_from) values ($1, $2, now() + interval '1 hour')`;
    await issuer.database.query(add, [next.kid, next]);
    await issuer.restart();
    expect((await published()).map(({ kid }) => kid).sort()).toEqual([before, next.kid].sort());
    expect(await signedWith()).toBe(before);
    await issuer.database.query(`update identity.signing_key set signs_from = now() where kid = $1`, [next.kid]);
    await issuer.restart();
    expect(await signedWith()).toBe(next.kid);
  });

  it('are taken from the operator when given: the first signs, all are published', async () => {
    const [first, second] = [await newSigningKey(), await newSigningKey()];
    await issuer.restart({ IDENTITY_SIGNING_KEYS: JSON.stringify({ keys: [first, second] }) });
    expect((await published()).map(({ kid }) => kid)).toEqual([first.kid, second.kid]);
    expect(await signedWith()).toBe(first.kid);
  });
});
