import { Writable } from 'node:stream';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createService, ServiceConfig } from '@satudata/service-kit';
import { createTestDatabase, startTestIssuer, type TestDatabase, type TestIssuer } from '@satudata/testing';
import { pino } from 'pino';
import request from 'supertest';
import { PLANNER_API } from './planner-api.service-definition.js';

/** What consolidation makes, empty: nothing was ever reported. */
const EMPTY_READ_SCHEMA = `
  create schema read;
  create view read.population as select ''::text as village, ''::text as sex, 0::bigint as persons where false;
  create view read.families as select ''::text as village, 0::bigint as families where false;
  create view read.freshness as select ''::text as source, now() as last_event_at, now() as ingested_at,
    now() as complete_until, 0::bigint as villages_reporting where false;
  grant usage on schema read to planner_api_reader;
  grant select on all tables in schema read to planner_api_reader;`;

let database: TestDatabase;
let issuer: TestIssuer;
let app: NestExpressApplication;
let token: string;
const logged: string[] = [];

beforeAll(async () => {
  [database, issuer] = await Promise.all([createTestDatabase('consolidation', []), startTestIssuer()]);
  const config = Object.assign(new ServiceConfig(), {
    PORT: 1,
    DATABASE_URL: database.urlOf('planner_api_reader'),
    OIDC_ISSUER: issuer.url,
    NODE_ENV: 'test',
  });
  app = await createService(PLANNER_API, config, pino({ level: 'info' }, linesTo(logged)));
  await app.listen(0, '127.0.0.1');
  const grants = [{ operations: ['observe'], regions: ['18'] }];
  token = await issuer.token({ client: 'planner-province', service: 'planner-api', grants });
});

afterAll(async () => {
  await app?.close();
  await Promise.all([database?.drop(), issuer?.close()]);
});

function linesTo(lines: string[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString('utf8'));
      done();
    },
  });
}

function get(path: string): request.Test {
  return request(app.getHttpServer()).get(path).set('authorization', `Bearer ${token}`);
}

describe('a planner API before there is a store', () => {
  it('is not ready until consolidation has made the read schema', async () => {
    const waiting = await get('/health/ready').expect(503);
    expect(waiting.body.failing).toEqual(['read-schema']);
    await database.query(EMPTY_READ_SCHEMA);
    await get('/health/ready').expect(200);
  });

  it('answers an empty store with not reported and unknown, not with zero', async () => {
    const { body } = await get('/v1/observations?indicator=pop.total,pop.household_size').expect(200);
    expect(body.rows).toEqual([['18', 'Lampung', null, 'NR', null, 'NR']]);
    expect(body.freshness.worst).toBe('unknown');
  });
});

describe('what can be asked about', () => {
  it('tells a region with its path, kind and codes', async () => {
    const { body } = await get('/v1/regions/18.09.10.2004').expect(200);
    expect(body).toEqual({
      code: '18.09.10.2004',
      level: 'village',
      name: 'Hanura',
      label: 'Desa',
      kind: 'desa',
      path: [
        { code: '18', name: 'Lampung' },
        { code: '18.09', name: 'Kabupaten Pesawaran' },
        { code: '18.09.10', name: 'Teluk Pandan' },
        { code: '18.09.10.2004', name: 'Hanura' },
      ],
      children: 0,
    });
    expect((await get('/v1/regions/18.01').expect(200)).body).toMatchObject({ bps: '1803', label: 'Kabupaten' });
  });

  it('lists and finds regions', async () => {
    const { body } = await get('/v1/regions?parent=18').expect(200);
    expect(body).toMatchObject({ total: 15, returned: 15 });
    const found = await get('/v1/regions?q=tulangbawang&level=regency&limit=1').expect(200);
    expect(found.body.regions[0].name).toBe('Kabupaten Tulang Bawang');
    expect(found.body.next).toContain('cursor=');
  });

  it('defines every indicator completely in both languages', async () => {
    const { body } = await get('/v1/indicators').expect(200);
    const ids = body.indicators.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(['pop.total', 'pop.families', 'pop.household_size']);
    for (const id of ids) {
      const definition = (await get(`/v1/indicators/${id}`).expect(200)).body;
      for (const part of ['name', 'definition', 'numerator', 'unit', 'owner']) {
        expect(definition[part]).toEqual({ id: expect.stringMatching(/\S/), en: expect.stringMatching(/\S/) });
      }
    }
    expect(body.indicators[2]).toMatchObject({ additivity: 'non-additive', dimensions: [], denominator: {} });
  });

  it('lists the dimensions and their members', async () => {
    const { body } = await get('/v1/dimensions').expect(200);
    expect(body.dimensions.map(({ id, members }: { id: string; members: number }) => [id, members])).toEqual([
      ['sex', 2],
      ['level', 4],
    ]);
    const { members } = (await get('/v1/dimensions/sex/members').expect(200)).body;
    expect(members.map(({ id }: { id: string }) => id)).toEqual(['L', 'P']);
  });

  it.each([
    ['/v1/regions/1809', '18.09'],
    ['/v1/indicators/pop.totl', 'pop.total'],
    ['/v1/dimensions/seks/members', 'sex'],
  ])('%s does not exist, and %s is suggested', async (path, nearest) => {
    const { body } = await get(path).expect(404);
    expect(body.nearest[0]).toBe(nearest);
    expect(body.words.id).toContain(nearest);
  });
});

describe('questions that are not understood', () => {
  it.each([
    ['indicator=pop.total&colour=red', 'colour', 'field.unknown'],
    ['indicator=pop.total&region=18.01&region=18.02', 'region', 'type.text'],
    ['indicator=pop.total&asOf=2026-06-30', 'asOf', 'not-available-yet'],
    ['indicator=pop.total&by=', 'by', 'text.length'],
    ['indicator=pop.total&region=%00', 'region', 'text.clean'],
    ['region=18', 'indicator', 'required'],
    ['indicator=pop.total&cursor=bm9uc2Vuc2U', 'cursor', 'cursor.invalid'],
  ])('%s names %s and %s', async (query, parameter, rule) => {
    const { body } = await get(`/v1/observations?${query}`)
      .expect(400)
      .expect('content-type', /problem\+json/);
    expect(body.type).toBe('urn:satudata:problem:invalid-query');
    expect(body.errors).toEqual([expect.objectContaining({ parameter, rule })]);
    expect(body.errors[0].id && body.errors[0].en).toBeTruthy();
  });

  it('suggest what may have been meant', async () => {
    const { body } = await get('/v1/observations?indicator=pop.totl&region=Pringsewu').expect(400);
    expect(body.errors).toMatchObject([
      { parameter: 'region', given: 'Pringsewu', nearest: expect.arrayContaining(['18.10']) },
      { parameter: 'indicator', given: 'pop.totl', nearest: ['pop.total'] },
    ]);
  });

  it('use another verb than GET and are told which one works', async () => {
    const posted = request(app.getHttpServer()).post('/v1/observations').set('authorization', `Bearer ${token}`);
    const response = await posted.send({ indicator: 'pop.total' }).expect(405);
    expect(response.headers['allow']).toContain('GET');
  });

  it('ask a route without parameters for some', async () => {
    await get('/v1/indicators?limit=3').expect(400);
    await get('/v1/no-such-thing').expect(404);
  });
});

describe('the record of who asked what', () => {
  it('names the client, the question in its normal form and its size, and nothing that was typed freely', async () => {
    logged.length = 0;
    await get('/v1/observations?indicator=pop.total&level=regency&by=sex&limit=2').expect(200);
    const lines = logged.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toContainEqual(
      expect.objectContaining({
        msg: 'observations queried',
        client: 'planner-province',
        query:
          '/v1/observations?indicator=pop.total&region=18&level=regency&by=sex' +
          '&period=latest&include=freshness&sort=region&limit=2&lang=id&format=json',
        cells: 30,
      }),
    );
  });

  it('keeps a NIK that somebody typed by mistake out of the log and the answer', async () => {
    logged.length = 0;
    const nik = '1801014502850001';
    for (const query of [`region=${nik}`, `indicator=${nik}`, `where=sex:${nik}`, `cursor=${nik}`, `${nik}=1`]) {
      const { text } = await get(`/v1/observations?indicator=pop.total&${query}`.replace('pop.total&i', 'i')).expect(
        400,
      );
      if (!query.startsWith(nik)) expect(text).not.toContain(nik);
    }
    expect(logged.join('')).not.toContain(nik);
  });
});

describe('the description of the API', () => {
  it('is OpenAPI 3.1 with the shape of every answer', async () => {
    const { body } = await request(app.getHttpServer()).get('/openapi.json').expect(200);
    expect(body.openapi).toMatch(/^3\.1/);
    for (const [path, item] of Object.entries<{ get: OpenApiOperation }>(body.paths)) {
      const schema = item.get.responses['200']?.content?.['application/json']?.schema;
      expect([path, schema]).toEqual([path, { $ref: expect.stringMatching(/^#\/components\/schemas\//) }]);
    }
    expect(Object.keys(body.paths)).toHaveLength(7);
  });

  it('names every parameter of the grammar', async () => {
    const { body } = await request(app.getHttpServer()).get('/openapi.json').expect(200);
    const { parameters } = body.paths['/v1/observations'].get as OpenApiOperation;
    expect(parameters.map(({ name }) => name).sort()).toEqual(
      [
        ...['asOf', 'by', 'compare', 'cursor', 'format', 'geography', 'include', 'indicator', 'knownAt', 'lang'],
        ...['level', 'limit', 'period', 'region', 'release', 'sort', 'where'],
      ].sort(),
    );
  });
});

interface OpenApiOperation {
  readonly parameters: readonly { readonly name: string }[];
  readonly responses: Readonly<Record<string, { content?: Record<string, { schema: object }> }>>;
}
