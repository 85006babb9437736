import { openNotebook, type OpenNotebook, type TestToken } from '@satudata/testing';
import { generateKeyPair, UnsecuredJWT, type CryptoKey } from 'jose';

let notebook: OpenNotebook;
let foreign: CryptoKey;

beforeAll(async () => {
  notebook = await openNotebook();
  ({ privateKey: foreign } = await generateKeyPair('ES256'));
});
afterAll(() => notebook?.close());

const right: TestToken = {
  client: 'clerk',
  service: 'notebook',
  grants: [{ operations: ['note:read'], regions: ['18.01'] }],
};
const token = (changes: Partial<TestToken> = {}) => notebook.issuer.token({ ...right, ...changes });
const read = (headers: Record<string, string> = {}) => fetch(`${notebook.service.url}/v1/notes`, { headers });
const readWith = (bearer: string) => read({ authorization: `Bearer ${bearer}` });

describe('a caller', () => {
  it('with a grant for the operation is let in', async () => {
    expect((await readWith(await token())).status).toBe(200);
  });

  it('may write "bearer" in small letters (RFC 9110: schemes know no case)', async () => {
    expect((await read({ authorization: `bearer ${await token()}` })).status).toBe(200);
  });

  it('without a token is asked for one', async () => {
    const response = await read();
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(await response.json()).toMatchObject({ type: 'urn:satudata:problem:unauthenticated', status: 401 });
  });

  it.each([
    ['an empty header', ''],
    ['a password', 'Basic YTpi'],
    ['the scheme alone', 'Bearer'],
    ['two tokens', 'Bearer a.b.c d.e.f'],
    ['a token with a quote in it', 'Bearer "a.b.c"'],
  ])('with %s is asked for a token', async (_what, authorization) => {
    const response = await read({ authorization });
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });

  it.each<[string, () => Promise<string> | string]>([
    ['garbage', () => 'garbage'],
    ['three dots', () => '...'],
    ['a token that is over', () => token({ expiresIn: -10 })],
    ['a token for another service', () => token({ audience: 'urn:satudata:population-registry' })],
    ['a token for the service by its bare name', () => token({ audience: 'notebook' })],
    ['a token of another issuer', () => token({ issuer: 'http://127.0.0.1:1' })],
    ['a token signed by a stranger', () => token({ key: foreign })],
    ['a token that is an id token', () => token({ type: 'JWT' })],
    ['a token of nobody', () => token({ client: '' })],
    ['a token that nobody signed', () => unsigned()],
    ['a token with a letter changed', async () => changed(await token())],
  ])('with %s is refused, and told that the token is the fault', async (_what, make) => {
    const response = await readWith(await make());
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer error="invalid_token"']);
  });

  it.each<[string, TestToken['grants']]>([
    ['no grant', []],
    ['a grant for another operation', [{ operations: ['note:write'], regions: ['18'] }]],
    ['a grant at another service', [{ service: 'consolidation', operations: ['note:read'], regions: ['18'] }]],
    ['a grant for all that looks alike', [{ operations: ['note:*', 'NOTE:READ', 'note:rea'], regions: ['18'] }]],
  ])('with %s is forbidden', async (_what, grants) => {
    const response = await readWith(await token({ grants }));
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ type: 'urn:satudata:problem:forbidden' });
  });

  it('reaches the regions of all grants that fit, and of no other', async () => {
    await notebook.database.query(
      `insert into notebook.note values ('1', 'A', '18.01'), ('2', 'B', '18.02'), ('3', 'C', '18.03')`,
    );
    const grants = [
      { operations: ['note:read'], regions: ['18.01'] },
      { operations: ['note:read', 'note:write'], regions: ['18.02'] },
      { operations: ['note:write'], regions: ['18.03'] },
    ];
    const notes = (await (await readWith(await token({ grants }))).json()) as { region: string }[];
    expect(notes.map(({ region }) => region)).toEqual(['18.01', '18.02']);
  });

  describe('who reads personal data', () => {
    const NOTE = { nik: '1801010101900001', name: 'A' };
    const grant = (purposes: string[], regions: string[]) => ({ operations: ['note:read'], regions, purposes });
    const readOne = async (grants: TestToken['grants'], headers: Record<string, string> = {}) => {
      const authorization = `Bearer ${await token({ grants })}`;
      return fetch(`${notebook.service.url}/v1/notes/${NOTE.nik}`, { headers: { authorization, ...headers } });
    };
    beforeAll(() =>
      notebook.database.query(`insert into notebook.note values ($1, $2, '18.01')`, [NOTE.nik, NOTE.name]),
    );
    afterAll(() => notebook.database.query('delete from notebook.note where nik = $1', [NOTE.nik]));

    it('for a purpose of the grant gets them', async () => {
      const answer = await readOne([grant(['planning'], ['18.01'])], { purpose: 'planning' });
      expect([answer.status, await answer.json()]).toEqual([200, expect.objectContaining(NOTE)]);
    });

    it.each<[string, Record<string, string>, string]>([
      ['no purpose', {}, 'required'],
      ['a purpose that is not on the list', { purpose: 'curiosity' }, 'purpose.known'],
      ['two purposes', { purpose: 'planning, democracy' }, 'purpose.known'],
    ])('must say why: %s', async (_what, headers, rule) => {
      const answer = await readOne([grant(['planning'], ['18.01'])], headers);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({
        type: 'urn:satudata:problem:invalid-header',
        errors: [{ parameter: 'Purpose', rule, id: expect.any(String), en: expect.any(String) }],
      });
    });

    it('for a purpose that no grant names is forbidden', async () => {
      expect((await readOne([grant(['planning'], ['18.01'])], { purpose: 'public-service' })).status).toBe(403);
    });

    it('without any grant is forbidden before the purpose is looked at', async () => {
      expect((await readOne([])).status).toBe(403);
    });

    it('reaches the regions of the grants for that purpose alone', async () => {
      const grants = [grant(['planning'], ['18.01']), grant(['public-service'], ['18.02'])];
      expect((await readOne(grants, { purpose: 'planning' })).status).toBe(200);
      expect((await readOne(grants, { purpose: 'public-service' })).status).toBe(404);
    });
  });

  it('who sends a broken body is told so only after access is settled', async () => {
    const send = (authorization?: string) =>
      fetch(`${notebook.service.url}/v1/notes`, {
        method: 'POST',
        body: '{',
        headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      });
    expect((await send()).status).toBe(401);
    expect((await send(`Bearer ${await token()}`)).status).toBe(403);
  });

  it('is told to come back while the issuer cannot be asked, for that is no verdict on the token', async () => {
    const other = await openNotebook();
    const bearer = await other.token('18');
    await other.issuer.close();
    const response = await fetch(`${other.service.url}/v1/notes`, { headers: { authorization: `Bearer ${bearer}` } });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
    await other.service.close();
    await other.database.drop();
  });
});

function unsigned(): string {
  const { client, service, grants } = right;
  const grantList = grants.map((grant) => ({ service, purposes: [], ...grant }));
  return new UnsecuredJWT({ client_id: client, grants: grantList })
    .setIssuer(notebook.issuer.url)
    .setAudience(`urn:satudata:${service}`)
    .setExpirationTime('5m')
    .encode();
}

/** The same claims with one more region, under the old signature. */
function changed(signed: string): string {
  const [header, payload, signature] = signed.split('.');
  const claims = Buffer.from(payload ?? '', 'base64url')
    .toString()
    .replace('18.01', '18.02');
  return [header, Buffer.from(claims).toString('base64url'), signature].join('.');
}
