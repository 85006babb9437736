import {
  assertionClaims,
  createTestDatabase,
  DevelopmentIdentity,
  freePort,
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
import { decodeProtectedHeader, type JWK } from 'jose';
import type { IdentityConfig } from '../identity-config.js';
import { identityMigrations } from '../migrations/index.js';
import { identity } from '../service.js';

const CLIENT = 'disdukcapil-18.01';
const REASON = 'untuk pengujian';
/** Stated to operators: by then every instance has re-read its keys. */
const REREAD_WITHIN_MS = 5_000;

interface Key {
  readonly kid: string;
  readonly state: string;
  readonly signsFrom: string;
}

let issuer: DevelopmentIdentity<IdentityConfig>;
let second: ServedService;
let database: TestDatabase;
let service: ServedService;
let operator: Office;

beforeAll(async () => {
  [issuer, database] = await Promise.all([
    DevelopmentIdentity.open(identity, identityMigrations),
    createTestDatabase('notebook', notebookSchemas),
  ]);
  second = await issuer.boot({ PORT: String(await freePort()) });
  service = await serve(notebook, { DATABASE_URL: database.appUrl, OIDC_ISSUER: issuer.url });
  await issuer.database.query(
    `insert into identity.grant (client, service, operations, regions, purposes, agreement, reason)
     values ($1, 'notebook', '{note:read}', '{18.01}', '{civil-registration}', 'test', 'a test')`,
    [CLIENT],
  );
  operator = new Office(issuer.url, await tokenFrom(issuer.url, 'operator', 'identity'));
});

afterAll(async () => {
  await service?.close();
  await second?.close();
  await issuer?.close();
  await database?.drop();
});

const instances = () => [issuer.url, second.url];

/** @throws Error when a token is refused */
async function tokenFrom(instance: string, client = CLIENT, at = 'notebook'): Promise<string> {
  const assertion = await signAssertion(assertionClaims(client, issuer.url), issuer.keyOf(client));
  const fields = { ...tokenFields(assertion), resource: `urn:satudata:${at}` };
  const { status, body } = await requestToken(instance, new URLSearchParams(fields));
  if (!body.access_token) throw new Error(`a token was refused with ${status} ${body.error ?? ''}`);
  return body.access_token;
}

const read = async (token: string) =>
  (await fetch(`${service.url}/v1/notes`, { headers: { authorization: `Bearer ${token}` } })).status;

const signerOf = (token: string) => decodeProtectedHeader(token).kid ?? '';

async function publishedAt(instance: string): Promise<string[]> {
  const { keys } = (await (await fetch(`${instance}/jwks`)).json()) as { keys: JWK[] };
  return keys.map(({ kid }) => kid ?? '');
}

const isPublishedEverywhere = async (kid: string) =>
  (await Promise.all(instances().map(publishedAt))).every((kids) => kids.includes(kid));

const keys = async () => (await operator.get<{ keys: Key[] }>('/v1/signing-keys')).body.keys;
const signing = async () => (await keys()).find(({ state }) => state === 'signing')?.kid ?? '';
const rotate = () => operator.post('/v1/signing-keys/rotation', { reason: REASON });

describe('a key that follows another', () => {
  it('takes over without one refusal, at two instances whose tokens are used all the while', async () => {
    const next = await newSigningKey();
    await issuer.database.query(
      `insert into identity.signing_key (kid, jwk, signs_from) values ($1, $2, now() + interval '6 seconds')`,
      [next.kid, next],
    );
    const answers: number[] = [];
    const useOne = async (instance: string) => {
      const token = await tokenFrom(instance);
      answers.push(await read(token));
      return signerOf(token);
    };
    const allByNext = async () => {
      const signers: string[] = [];
      for (const instance of [...instances(), ...instances()]) signers.push(await useOne(instance));
      return signers.every((kid) => kid === next.kid);
    };
    expect(await allByNext()).toBe(false);
    await waitFor('both instances to sign with the next key', allByNext, { within: 20_000 });
    expect(answers.filter((status) => status !== 200)).toEqual([]);
    expect(answers.length).toBeGreaterThan(20);
  });

  it('leaves tokens of the one before as good as they were', async () => {
    const before = (await keys()).find(({ state }) => state === 'leaving')?.kid;
    expect(await publishedAt(issuer.url)).toContain(before);
  });
});

describe('a rotation', () => {
  it('publishes the next key everywhere within five seconds, and long before it signs', async () => {
    const before = await signing();
    expect((await rotate()).status).toBe(200);
    const next = (await keys()).find(({ state }) => state === 'waiting');
    expect(new Date(next?.signsFrom ?? 0).getTime() - Date.now()).toBeGreaterThan(300_000);
    await waitFor('the next key', () => isPublishedEverywhere(next?.kid ?? ''), { within: REREAD_WITHIN_MS });
    expect(await signing()).toBe(before);
    expect(signerOf(await tokenFrom(second.url))).toBe(before);
  });

  it('asked for twice is one', async () => {
    const before = await keys();
    await Promise.all([rotate(), rotate()]);
    expect(await keys()).toEqual(before);
  });

  it('is told with who asked for it and why, and without the private part', async () => {
    const { body } = await operator.get('/v1/signing-keys');
    expect(body['keys']).toContainEqual(
      expect.objectContaining({
        state: 'waiting',
        made: { by: 'operator', at: expect.any(String) as string, reason: REASON },
        withdrawn: null,
      }),
    );
    expect(JSON.stringify(body)).not.toContain('"d":');
  });
});

describe('a key that leaked', () => {
  const withdraw = (kid: string) => operator.post(`/v1/signing-keys/${kid}/withdrawal`, { reason: REASON });

  it('is followed at once, and tokens that it signed are refused', async () => {
    const leaked = await signing();
    const stolen = await tokenFrom(issuer.url);
    expect(await read(stolen)).toBe(200);
    expect((await withdraw(leaked)).status).toBe(200);
    const isReplaced = async () => {
      for (const instance of instances()) if (signerOf(await tokenFrom(instance)) === leaked) return false;
      return !(await publishedAt(issuer.url)).includes(leaked);
    };
    await waitFor('both instances to sign with another key', isReplaced, { within: REREAD_WITHIN_MS });
    // The first token under a key that a service does not know makes it fetch the keys anew.
    expect(await read(await tokenFrom(second.url))).toBe(200);
    expect(await read(stolen)).toBe(401);
    expect((await keys()).find(({ kid }) => kid === leaked)?.state).toBe('withdrawn');
  });

  it('stays withdrawn, and asking again makes no further key', async () => {
    const before = await keys();
    const leaked = before.find(({ state }) => state === 'withdrawn')?.kid ?? '';
    expect((await withdraw(leaked)).status).toBe(200);
    expect(await keys()).toEqual(before);
  });

  it('before it ever signed is not published any more, and the one that signs goes on', async () => {
    const [before, next] = [await signing(), (await keys()).find(({ state }) => state === 'waiting')?.kid ?? ''];
    expect((await withdraw(next)).status).toBe(200);
    await waitFor('it to be gone', async () => !(await publishedAt(issuer.url)).includes(next), {
      within: REREAD_WITHIN_MS,
    });
    expect(await signing()).toBe(before);
  });

  it.each(['none', '%00', 'x'.repeat(43)])('must be one of ours (%s)', async (kid) => {
    expect((await withdraw(kid)).status).toBe(404);
  });
});

describe('the service itself', () => {
  it('can take back no withdrawal and change no key', async () => {
    const [rights] = await issuer.database.query(
      `select has_table_privilege('identity_app', 'identity.signing_key_withdrawal', 'update, delete') as undo,
              has_any_column_privilege('identity_app', 'identity.signing_key', 'update') as change`,
    );
    expect(rights).toEqual({ undo: false, change: false });
  });

  it('changes no keys that were given to it from outside', async () => {
    const given = JSON.stringify({ keys: [await newSigningKey()] });
    const other = await issuer.boot({ PORT: String(await freePort()), IDENTITY_SIGNING_KEYS: given });
    const asked = await new Office(other.url, await tokenFrom(issuer.url, 'operator', 'identity')).get(
      '/v1/signing-keys',
    );
    await other.close();
    expect(asked).toMatchObject({ status: 409, body: { type: 'urn:satudata:problem:conflict' } });
  });
});
