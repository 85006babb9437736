import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  assertionClaims,
  createTestDatabase,
  freePort,
  requestToken,
  serve,
  signAssertion,
  tokenFields,
  type ServedService,
  type TestDatabase,
} from '@satudata/testing';
import { decodeProtectedHeader, type JWK } from 'jose';
import { identityMigrations } from './migrations/index.js';
import { identity } from './service.js';
import { newSigningKey } from './signing/es256.js';

const OFFICE = 'disdukcapil-18.01';
const PUBLIC_MEMBERS = ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'];

let database: TestDatabase;
let folder: string;
let served: ServedService;
let port: number;

const boot = (more: NodeJS.ProcessEnv = {}) =>
  serve(identity, {
    PORT: String(port),
    DATABASE_URL: database.appUrl,
    OIDC_ISSUER: `http://127.0.0.1:${port}`,
    NODE_ENV: 'development',
    IDENTITY_DEVELOPMENT_CLIENTS: folder,
    ...more,
  });

async function restart(more: NodeJS.ProcessEnv = {}): Promise<void> {
  await served.close();
  served = await boot(more);
}

beforeAll(async () => {
  database = await createTestDatabase('identity', [identityMigrations]);
  folder = join(mkdtempSync(join(tmpdir(), 'identity-')), 'clients');
  port = await freePort();
  served = await boot();
});

afterAll(async () => {
  await served?.close();
  await database?.drop();
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

const keyOf = (client: string) => JSON.parse(readFileSync(join(folder, `${client}.jwk.json`), 'utf8')) as JWK;

async function ask(client: string, service: string, key: JWK = keyOf(client)) {
  const assertion = await signAssertion(assertionClaims(client, served.url), key);
  return requestToken(
    served.url,
    new URLSearchParams({ ...tokenFields(assertion), resource: `urn:satudata:${service}` }),
  );
}

describe('the development clients', () => {
  const registered = () =>
    Promise.all([
      database.query('select id, jwks from identity.client order by id'),
      database.query('select client, service, regions from identity.grant order by id'),
      readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
    ]);

  it('are the 15 offices, two planners and the operator', async () => {
    const [clients] = await registered();
    expect(clients).toHaveLength(18);
    expect(clients.filter(({ id }) => String(id).startsWith('disdukcapil-18.'))).toHaveLength(15);
  });

  it('are the same after a second start', async () => {
    const before = await registered();
    await restart();
    expect(await registered()).toEqual(before);
    expect((await ask(OFFICE, 'population-registry')).status).toBe(200);
  });

  it('get a new key when their file is lost, and the old key is worth nothing', async () => {
    const lost = keyOf('planner-18.01');
    rmSync(join(folder, 'planner-18.01.jwk.json'));
    await restart();
    expect((await ask('planner-18.01', 'planner-api')).status).toBe(200);
    expect((await ask('planner-18.01', 'planner-api', lost)).status).toBe(401);
  });

  it('have keys that only their owner may read, and no private part in the database', async () => {
    expect(readdirSync(folder).map((file) => statSync(join(folder, file)).mode & 0o777)).toEqual(
      Array<number>(18).fill(0o600),
    );
    expect(await database.query(`select id from identity.client where jwks @? '$.keys[*].d'`)).toEqual([]);
  });

  it('are refused in production', async () => {
    const elsewhere = { PORT: String(await freePort()), NODE_ENV: 'production' };
    await expect(boot(elsewhere)).rejects.toThrow('must not be set in production');
  });
});

describe('the keys that sign', () => {
  const published = async () => {
    const response = await fetch(`${served.url}/jwks`);
    return ((await response.json()) as { keys: JWK[] }).keys;
  };
  const signedWith = async () =>
    decodeProtectedHeader((await ask(OFFICE, 'population-registry')).body.access_token ?? '').kid;
  afterAll(() => restart());

  it('are published without their private part', async () => {
    for (const key of await published()) expect(Object.keys(key).sort()).toEqual(PUBLIC_MEMBERS);
  });

  it('survive a restart', async () => {
    const before = await published();
    await restart();
    expect(await published()).toEqual(before);
  });

  it('are published before they sign', async () => {
    const before = await signedWith();
    const next = await newSigningKey();
    const add = `insert into identity.signing_key (kid, jwk, signs_from) values ($1, $2, now() + interval '1 hour')`;
    await database.query(add, [next.kid, next]);
    await restart();
    expect((await published()).map(({ kid }) => kid).sort()).toEqual([before, next.kid].sort());
    expect(await signedWith()).toBe(before);
    await database.query(`update identity.signing_key set signs_from = now() where kid = $1`, [next.kid]);
    await restart();
    expect(await signedWith()).toBe(next.kid);
  });

  it('are taken from the operator when given: the first signs, all are published', async () => {
    const [first, second] = [await newSigningKey(), await newSigningKey()];
    await restart({ IDENTITY_SIGNING_KEYS: JSON.stringify({ keys: [first, second] }) });
    expect((await published()).map(({ kid }) => kid)).toEqual([first.kid, second.kid]);
    expect(await signedWith()).toBe(first.kid);
  });
});
