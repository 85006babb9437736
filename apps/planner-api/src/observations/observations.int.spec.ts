import type { NestExpressApplication } from '@nestjs/platform-express';
import { loadRegions, type RegionLevel } from '@satudata/regions';
import { createService, ServiceConfig } from '@satudata/service-kit';
import { createTestDatabase, startTestIssuer, type TestDatabase, type TestIssuer } from '@satudata/testing';
import { pino } from 'pino';
import request from 'supertest';
import type { ObservationsAnswer } from './observations.answer.js';
import { PLANNER_API } from '../planner-api.service-definition.js';

/** The read schema as consolidation makes it, over tables that the spec fills. */
const READ_SCHEMA = `
  create schema fixture;
  create table fixture.population (village text, sex text, persons bigint);
  create table fixture.families (village text, families bigint);
  create table fixture.freshness (source text, last_event_at timestamptz, ingested_at timestamptz,
    complete_until timestamptz, villages_reporting bigint);
  create schema read;
  create view read.population as select * from fixture.population;
  create view read.families as select * from fixture.families;
  create view read.freshness as select * from fixture.freshness;
  grant usage on schema read to planner_api_reader;
  grant select on all tables in schema read to planner_api_reader;`;

const tree = loadRegions();
const SILENT_VILLAGE = '18.09.10.2004';
const EMPTIED_VILLAGE = '18.10.01.2009';
const WITHOUT_WOMEN = '18.07.15.2001';
const REPORTING = tree.all('village').filter(({ code }) => code !== SILENT_VILLAGE);

/** Different for every village, and the same in every run. */
function personsOf(village: string): { L: number; P: number; families: number } {
  if (village === EMPTIED_VILLAGE) return { L: 0, P: 0, families: 0 };
  const size = 100 + (Number(village.replaceAll('.', '')) % 997);
  return { L: size, P: village === WITHOUT_WOMEN ? 0 : size + 7, families: Math.floor(size / 2) + 1 };
}

let database: TestDatabase;
let issuer: TestIssuer;
let app: NestExpressApplication;
let province: string;

beforeAll(async () => {
  [database, issuer] = await Promise.all([createTestDatabase('consolidation', []), startTestIssuer()]);
  await database.query(READ_SCHEMA);
  await fill();
  app = await createService(PLANNER_API, configFor(database, issuer), pino({ level: 'silent' }));
  await app.listen(0, '127.0.0.1');
  province = await tokenFor(['18']);
});

afterAll(async () => {
  await app?.close();
  await Promise.all([database?.drop(), issuer?.close()]);
});

beforeEach(async () => setFreshness("now() - interval '4 seconds'"));

function configFor({ urlOf }: TestDatabase, { url }: TestIssuer): ServiceConfig {
  const reader = urlOf('planner_api_reader');
  return Object.assign(new ServiceConfig(), { PORT: 1, DATABASE_URL: reader, OIDC_ISSUER: url, NODE_ENV: 'test' });
}

async function fill(): Promise<void> {
  const rows = REPORTING.map(({ code }) => ({ village: code, ...personsOf(code) }));
  // The store may leave a zero out: the village without women has no row for them.
  const population = rows.flatMap(({ village, L, P }) => [
    { village, sex: 'L', persons: L },
    ...(village === WITHOUT_WOMEN ? [] : [{ village, sex: 'P', persons: P }]),
  ]);
  await database.query(
    'insert into fixture.population select * from json_populate_recordset(null::fixture.population, $1)',
    [JSON.stringify(population)],
  );
  await database.query(
    'insert into fixture.families select * from json_populate_recordset(null::fixture.families, $1)',
    [JSON.stringify(rows)],
  );
}

async function setFreshness(completeUntil: string): Promise<void> {
  await database.query('delete from fixture.freshness');
  await database.query(`insert into fixture.freshness
    values ('population-registry', now() - interval '2 hours', now() - interval '1 hour', ${completeUntil}, 2650)`);
}

function tokenFor(regions: readonly string[], operations: readonly string[] = ['observe']): Promise<string> {
  const client = regions.includes('18') ? 'planner-province' : `planner-${regions.join('+')}`;
  return issuer.token({ client, service: 'planner-api', grants: [{ operations, regions }] });
}

function get(path: string, token = province): request.Test {
  return request(app.getHttpServer()).get(path).set('authorization', `Bearer ${token}`);
}

async function observe(query: string, token = province): Promise<ObservationsAnswer> {
  const response = await get(`/v1/observations?${query}`, token).expect(200);
  return response.body as ObservationsAnswer;
}

/** Values of one column by region code. */
function columnOf({ columns, rows }: ObservationsAnswer, id: string): Map<string, unknown> {
  const index = columns.findIndex((column) => column.id === id);
  return new Map(rows.map((row) => [String(row[0]), row[index]]));
}

function expected(region: string): { persons: number; women: number; families: number } {
  const villages = tree.villages(region).filter(({ code }) => code !== SILENT_VILLAGE);
  const parts = villages.map(({ code }) => personsOf(code));
  const sum = (part: (counts: ReturnType<typeof personsOf>) => number) =>
    parts.reduce((all, one) => all + part(one), 0);
  return { persons: sum(({ L, P }) => L + P), women: sum(({ P }) => P), families: sum(({ families }) => families) };
}

describe('numbers by region', () => {
  const levels: [RegionLevel, number][] = [
    ['province', 1],
    ['regency', 15],
    ['district', 229],
    ['village', 2_651],
  ];

  it.each(levels)('answers every %s of the province', async (level, units) => {
    const answer = await observe(`indicator=pop.total,pop.families,pop.household_size&level=${level}`);
    expect(answer.rows).toHaveLength(units);
    expect(answer).toMatchObject({ cells: units * 3, returned: units * 3, complete: true });
    expect(answer.next).toBeUndefined();
  });

  it.each(levels)('adds residents and families of each %s up from its villages', async (level) => {
    const answer = await observe(`indicator=pop.total,pop.families&level=${level}`);
    const persons = columnOf(answer, 'pop.total');
    const families = columnOf(answer, 'pop.families');
    for (const { code } of tree.all(level)) {
      if (code === SILENT_VILLAGE) continue;
      expect([code, persons.get(code), families.get(code)]).toEqual([
        code,
        expected(code).persons,
        expected(code).families,
      ]);
    }
  });

  it.each(levels)('splits each %s by sex into parts that add up to the whole', async (level) => {
    const whole = columnOf(await observe(`indicator=pop.total&level=${level}`), 'pop.total');
    const split = await observe(`indicator=pop.total&level=${level}&by=sex`);
    const sums = new Map<string, number>();
    for (const [region, , , value] of split.rows) {
      sums.set(String(region), (sums.get(String(region)) ?? 0) + Number(value));
    }
    expect(split.rows).toHaveLength(whole.size * 2);
    for (const [region, value] of whole) expect([region, sums.get(region)]).toEqual([region, Number(value)]);
  });

  it('divides residents by families for the household size', async () => {
    const answer = await observe('indicator=pop.household_size&level=regency&include=numden');
    const size = columnOf(answer, 'pop.household_size');
    for (const { code } of tree.all('regency')) {
      const { persons, families } = expected(code);
      expect(size.get(code)).toBeCloseTo(persons / families, 10);
      expect(columnOf(answer, 'pop.household_size_numerator').get(code)).toBe(persons);
      expect(columnOf(answer, 'pop.household_size_denominator').get(code)).toBe(families);
    }
  });

  it('narrows to women', async () => {
    const answer = await observe('indicator=pop.total&level=regency&where=sex:P');
    expect(columnOf(answer, 'pop.total').get('18.02')).toBe(expected('18.02').women);
    expect(answer.totals['pop.total']).toBe(expected('18').women);
  });

  it('says of a village that never reported that it did not, and not that nobody lives there', async () => {
    const { rows } = await observe(`indicator=pop.total,pop.household_size&region=${SILENT_VILLAGE}`);
    expect(rows).toEqual([[SILENT_VILLAGE, 'Hanura', null, 'NR', null, 'NR']]);
  });

  it('says of a village without anybody that nobody lives there, and that an average means nothing', async () => {
    const { rows } = await observe(`indicator=pop.total,pop.families,pop.household_size&region=${EMPTIED_VILLAGE}`);
    expect(rows).toEqual([[EMPTIED_VILLAGE, 'Podomoro', 0, 'A', 0, 'A', null, 'X']]);
  });

  it('fills in the zero of a sex that nobody of a reporting village has', async () => {
    const { rows } = await observe(`indicator=pop.total&region=${WITHOUT_WOMEN}&by=sex`);
    expect(rows.map(([, , sex, value, status]) => [sex, value, status])).toEqual([
      ['L', personsOf(WITHOUT_WOMEN).L, 'A'],
      ['P', 0, 'A'],
    ]);
  });

  it('counts each village once in the total of regions that lie inside each other', async () => {
    const answer = await observe('indicator=pop.total&region=18.01,18.01.04');
    expect(answer.rows).toHaveLength(2);
    expect(answer.totals['pop.total']).toBe(expected('18.01').persons);
  });

  it('pages through all regencies by descending value without a gap or a repeat', async () => {
    const whole = await observe('indicator=pop.total&level=regency&sort=-value');
    const seen: unknown[] = [];
    let next: string | undefined = '/v1/observations?indicator=pop.total&level=regency&sort=-value&limit=4';
    while (next !== undefined) {
      const page = (await get(next).expect(200)).body as ObservationsAnswer;
      expect(page).toMatchObject({ cells: 15, complete: false, totals: whole.totals });
      seen.push(...page.rows);
      next = page.next;
    }
    expect(seen).toEqual(whole.rows);
  });

  it('answers its own address with the same table', async () => {
    const answer = await observe('indicator=pop.total&region=18.02&level=district&by=sex&sort=value');
    const again = (await get(answer.query.self).expect(200)).body as ObservationsAnswer;
    expect(again.rows).toEqual(answer.rows);
    expect(again.query).toEqual(answer.query);
  });
});

describe('who may see which region', () => {
  const table: [scope: string[], asked: string, allowed: boolean][] = [
    [['18'], '18', true],
    [['18'], '18.02', true],
    [['18.01'], '18.01', true],
    [['18.01'], '18.01.04', true],
    [['18.01'], '18.02', false],
    [['18.01'], '18', false],
    [['18.01'], '18.01,18.02', false],
    [['18.01', '18.02'], '18.02', true],
    [['18.01.04'], '18.01', false],
  ];

  it.each(table)('with the grant %j, %s is allowed: %s', async (scope, asked, allowed) => {
    const response = await get(`/v1/observations?indicator=pop.total&region=${asked}`, await tokenFor(scope));
    expect(response.status).toBe(allowed ? 200 : 403);
    if (allowed) return;
    expect(response.body.type).toBe('urn:satudata:problem:outside-region');
    expect(response.body.words.id).toContain(asked.split(',').at(-1));
  });

  it('starts at the top of its own region when none is named', async () => {
    const answer = await observe('indicator=pop.total', await tokenFor(['18.01']));
    expect(answer.rows.map(([region, name]) => [region, name])).toEqual([['18.01', 'Kabupaten Lampung Selatan']]);
  });

  it('refuses a grant that names no region, with or without a region asked for', async () => {
    const nowhere = await tokenFor([]);
    await get('/v1/observations?indicator=pop.total', nowhere).expect(403);
    await get('/v1/observations?indicator=pop.total&region=18.01', nowhere).expect(403);
  });

  it('refuses a token without the operation', async () => {
    await get('/v1/observations?indicator=pop.total', await tokenFor(['18'], ['operate'])).expect(403);
  });

  it('refuses everybody without a token, on every route', async () => {
    for (const path of ['regions', 'regions/18', 'indicators', 'indicators/pop.total', 'dimensions', 'observations']) {
      await request(app.getHttpServer()).get(`/v1/${path}`).expect(401);
    }
  });
});

describe('how fresh a number is', () => {
  it.each([
    ["now() - interval '4 seconds'", 'fresh'],
    ["now() + interval '4 seconds'", 'fresh'],
    ["now() - interval '60 seconds'", 'late'],
    ['null', 'unknown'],
  ])('a source that told everything until %s is %s', async (completeUntil, status) => {
    await setFreshness(completeUntil);
    const { freshness } = await observe('indicator=pop.total');
    expect(freshness.worst).toBe(status);
    expect(freshness.sources).toMatchObject([
      { service: 'population-registry', status, villagesReporting: 2_650, villagesExpected: 2_651 },
    ]);
  });

  it('counts the lag in whole seconds and never below zero', async () => {
    await setFreshness("now() - interval '90 seconds'");
    const late = (await observe('indicator=pop.total')).freshness.sources[0]?.lagS;
    expect(late).toBeGreaterThanOrEqual(90);
    expect(late).toBeLessThan(100);
    await setFreshness("now() + interval '9 seconds'");
    expect((await observe('indicator=pop.total')).freshness.sources[0]?.lagS).toBe(0);
  });

  it('is unknown for a source that the store has never heard', async () => {
    await database.query('delete from fixture.freshness');
    const { freshness } = await observe('indicator=pop.total');
    expect(freshness).toMatchObject({
      worst: 'unknown',
      sources: [{ lastEvent: null, completeUntil: null, lagS: null }],
    });
  });

  it('answers 304 while nothing was heard, and the new table as soon as something was', async () => {
    await setFreshness("'2026-11-24T08:00:00Z'");
    const path = '/v1/observations?indicator=pop.total&level=regency';
    const first = await get(path).expect(200).expect('cache-control', 'private, max-age=5');
    await get(path)
      .set('if-none-match', first.headers['etag'] ?? '')
      .expect(304);
    await database.query(
      "update fixture.population set persons = persons + 1 where village = '18.01.04.2001' and sex = 'L'",
    );
    const changed = await get(path)
      .set('if-none-match', first.headers['etag'] ?? '')
      .expect(200);
    expect(changed.headers['etag']).not.toBe(first.headers['etag']);
    await database.query(
      "update fixture.population set persons = persons - 1 where village = '18.01.04.2001' and sex = 'L'",
    );
  });
});
