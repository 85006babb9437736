import {
  assertionClaims,
  DevelopmentIdentity,
  Office,
  requestToken,
  signAssertion,
  tokenFields,
  type TokenAnswer,
} from '@satudata/testing';
import { decodeJwt } from 'jose';
import type { IdentityConfig } from '../identity-config.js';
import { identityMigrations } from '../migrations/index.js';
import { identity } from '../service.js';

const OFFICE = 'disdukcapil-18.01';
const REASON = 'perjanjian baru ditandatangani';

let issuer: DevelopmentIdentity<IdentityConfig>;
let administrator: Office;

beforeAll(async () => {
  issuer = await DevelopmentIdentity.open(identity, identityMigrations);
  administrator = new Office(issuer.url, (await ask('administrator', 'identity')).body.access_token ?? '');
});
afterAll(() => issuer?.close());

async function ask(client: string, service: string): Promise<TokenAnswer> {
  const assertion = await signAssertion(assertionClaims(client, issuer.url), issuer.keyOf(client));
  const fields = { ...tokenFields(assertion), resource: `urn:satudata:${service}` };
  return requestToken(issuer.url, new URLSearchParams(fields));
}

const wanted = {
  client: OFFICE,
  service: 'planner-api',
  operations: ['observe'],
  regions: ['18.01'],
  purposes: ['planning'],
  agreement: 'PKS 470/12/2026',
  reason: REASON,
};

interface Grant {
  readonly id: string;
  readonly state: string;
}
const give = async (changes: object = {}) => administrator.post('/v1/grants', { ...wanted, ...changes });
const end = (id: unknown, body: object = { reason: REASON }) =>
  administrator.post(`/v1/grants/${String(id)}/end`, body);
const history = async (client: string) =>
  (await administrator.get<{ grants: Grant[] }>(`/v1/grants?client=${client}`)).body.grants;

describe('a grant', () => {
  it('is carried in the next token, and in none after its end', async () => {
    const given = await give();
    expect(given).toMatchObject({
      status: 200,
      body: { state: 'in-force', given: { by: 'administrator', reason: REASON } },
    });
    const { body } = await ask(OFFICE, 'planner-api');
    expect(decodeJwt(body.access_token ?? '')['grants']).toEqual([
      { service: 'planner-api', operations: ['observe'], regions: ['18.01'], purposes: ['planning'] },
    ]);
    expect(await end(given.body['id'])).toMatchObject({ status: 200, body: { state: 'ended' } });
    expect((await ask(OFFICE, 'planner-api')).body.error).toBe('invalid_target');
  });

  it('stays in the history with who gave it, who ended it, when and why', async () => {
    const { body } = await give({ agreement: 'PKS 470/13/2026' });
    await end(body['id'], { reason: 'perjanjian dibatalkan' });
    const found = (await history(OFFICE)).find(({ id }) => id === body['id']);
    expect(found).toMatchObject({
      agreement: 'PKS 470/13/2026',
      given: { by: 'administrator', at: expect.any(String) as string, reason: REASON },
      ends: [{ by: 'administrator', at: expect.any(String) as string, reason: 'perjanjian dibatalkan' }],
    });
  });

  it('can be ended ahead of time, then sooner, and never later', async () => {
    const { body } = await give();
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    expect(await end(body['id'], { reason: REASON, at: at(2) })).toMatchObject({ body: { state: 'in-force' } });
    expect((await end(body['id'], { reason: REASON, at: at(3) })).body).toMatchObject({
      status: 422,
      errors: [{ pointer: '/at', rule: 'grant.end' }],
    });
    expect((await end(body['id'])).body['state']).toBe('ended');
    expect((await end(body['id'])).status).toBe(422);
  });

  it('waits for its first day', async () => {
    const { body } = await give({ validFrom: '2126-01-01T00:00:00+07:00' });
    expect(body['state']).toBe('pending');
    expect((await ask(OFFICE, 'planner-api')).body.error).toBe('invalid_target');
  });

  it.each<[string, object, string, string]>([
    ['to a stranger', { client: 'nobody' }, '/client', 'grant.client'],
    ['at a service that cannot be', { service: 'Planner API' }, '/service', 'grant.service'],
    ['for an operation that cannot be', { operations: ['*'] }, '/operations', 'grant.operation'],
    ['in a region that is none', { regions: ['18.99'] }, '/regions', 'grant.region'],
    ['in two regions written as one', { regions: ['18,01'] }, '/regions', 'grant.region'],
    ['for a purpose no law names', { purposes: ['curiosity'] }, '/purposes', 'code.list'],
    ['for no purpose', { purposes: [] }, '/purposes', 'list.length'],
    ['without an agreement', { agreement: undefined }, '/agreement', 'required'],
    ['without a reason', { reason: undefined }, '/reason', 'required'],
    ['for a time that is over', { validTo: '2020-01-01T00:00:00Z' }, '/validTo', 'grant.period'],
  ])('is not given %s', async (_what, changes, pointer, rule) => {
    expect(await give(changes)).toMatchObject({ status: 422, body: { errors: [{ pointer, rule }] } });
  });

  it.each(['0', 'x', '99999999', '9'.repeat(40)])('that nobody gave cannot be ended (%s)', async (id) => {
    expect((await end(id)).status).toBe(404);
  });
});

describe('the register', () => {
  it('is closed to clients that were not granted it', async () => {
    expect((await ask(OFFICE, 'identity')).body.error).toBe('invalid_target');
    expect((await fetch(`${issuer.url}/v1/grants`)).status).toBe(401);
  });

  it('is closed to those who answer for one regency only', async () => {
    await give({ service: 'identity', operations: ['grant:read', 'grant:write'] });
    const regent = new Office(issuer.url, (await ask(OFFICE, 'identity')).body.access_token ?? '');
    expect((await regent.get('/v1/grants')).status).toBe(403);
    expect((await regent.post('/v1/grants', wanted)).status).toBe(403);
    expect((await regent.post('/v1/clients/operator/revocation', { reason: REASON })).status).toBe(403);
  });

  it('refuses a cursor that it never gave', async () => {
    expect((await administrator.get('/v1/grants?cursor=x')).status).toBe(400);
  });
});

describe('a revoked client', () => {
  const revoke = (client: string) => administrator.post(`/v1/clients/${client}/revocation`, { reason: 'kunci hilang' });

  it('gets no token any more, and what it was granted is over', async () => {
    expect((await ask('planner-18.01', 'planner-api')).status).toBe(200);
    expect(await revoke('planner-18.01')).toMatchObject({ status: 200, body: { by: 'administrator' } });
    expect((await ask('planner-18.01', 'planner-api')).status).toBe(401);
    expect(await history('planner-18.01')).toMatchObject([
      { state: 'ended', clientRevoked: { reason: 'kunci hilang' } },
    ]);
    expect((await give({ client: 'planner-18.01' })).status).toBe(422);
  });

  it('stays revoked as it was first, and after a restart', async () => {
    const first = await revoke('planner-province');
    expect((await revoke('planner-province')).body).toEqual(first.body);
    await issuer.restart();
    expect((await ask('planner-province', 'planner-api')).status).toBe(401);
  });

  it('must have been a client', async () => {
    expect((await revoke('nobody')).status).toBe(404);
    expect((await revoke('%00')).status).toBe(404);
  });
});
