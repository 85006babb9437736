import { randomUUID } from 'node:crypto';
import { topicOf } from '@satudata/contracts';
import { connectKafka } from '@satudata/event-log';
import {
  openSource,
  reachableTables,
  rowsFound,
  testBrokers,
  trustedFunctions,
  waitFor,
  waysAroundPolicies,
  withoutGuard,
  type SourceService,
} from '@satudata/testing';
import { consolidation } from './consolidation.js';
import { schemas } from './schemas.js';
import { messageOf } from './told/told-log.js';
import { aFamilyCard, aPerson, HANURA, nikOf, PODOMORO } from './told/told-records.js';

const APP = 'consolidation_app';
const ENTITIES = ['person', 'family-card', 'intake-batch'] as const;
/** Positions, counts and opaque ids: they hold no person, so every scope may see them. */
const NOBODY_IN_THEM =
  /^(inbox|read|rebuild|receipts)\.|^core\.village$|^ops\.(source_activity|clock|completeness|batch_part|batch_arrival|reconciled_until)$/;

/** What the store knows of one office. */
interface Side {
  readonly region: string;
  readonly village: string;
  readonly client: string;
  /** Opaque ids of a person, a family card, a batch and a report. */
  readonly ids: Readonly<Record<(typeof ENTITIES)[number] | 'report', string>>;
}

const sideOf = (region: string, village: string): Side => ({
  region,
  village,
  client: `disdukcapil-${region}`,
  ids: { person: randomUUID(), 'family-card': randomUUID(), 'intake-batch': randomUUID(), report: randomUUID() },
});
const own = sideOf('18.09', HANURA);
const foreign = sideOf('18.10', PODOMORO);
let service: SourceService;
let url: string;

beforeAll(async () => {
  service = await openSource(consolidation, schemas, ['operate']);
  ({ url } = await service.office('18'));
  for (const side of [own, foreign]) {
    await say(side);
    await keepWhatComesLater(side);
  }
  await waitFor(
    'the store to know both families and to have linked them',
    async () => (await asSuperuser(`core.household_member where nik in (${nikList()}) and person is not null`)) === 2,
    { within: 60_000 },
  );
  const batches = `raw.record where entity = 'intake-batch' and id in ('${own.ids['intake-batch']}', '${foreign.ids['intake-batch']}')`;
  await waitFor('the store to know both batches', async () => (await asSuperuser(batches)) === 2, { within: 60_000 });
}, 120_000);
afterAll(() => service?.close(), 60_000);

const nikList = () => [own, foreign].map(({ ids }) => `'${nikOf(ids.person)}'`).join(', ');

async function say({ village, client, ids }: Side): Promise<void> {
  const writer = connectKafka({ brokers: testBrokers(), clientId: 'guards-off-spec' }).writer();
  await writer.connect();
  const when = { startedAt: '2026-03-01T01:00:00.000Z', endedAt: '2026-03-01T02:00:00.000Z', status: 'finished' };
  const verdicts = { stored: 0, unchanged: 1, stale: 0, rejected: 0 };
  const batch = { client, entity: 'person', lines: 1, verdicts, events: 0, digest: 'a'.repeat(64), ...when };
  const address = { street: 'Jl. Way Ratai 1', village };
  const records = {
    person: aPerson(ids.person, { village, residence: { address, since: '2015-01-01' } }),
    'family-card': aFamilyCard(ids['family-card'], [{ nik: nikOf(ids.person), relation: '1' }], { village }),
    'intake-batch': { id: ids['intake-batch'], ...batch },
  };
  for (const entity of ENTITIES) {
    const topic = topicOf('population-registry', entity);
    const change = entity === 'intake-batch' ? 'intake-batch.finished' : undefined;
    const said = { id: ids[entity], version: 1, record: records[entity], ...(change && { change }) };
    await writer.append(topic, [messageOf(topic, said)]);
  }
  await writer.close();
}

/** Sums and reports come by the source's clock and by a command: here it matters only that they are there. */
async function keepWhatComesLater({ region, ids }: Side): Promise<void> {
  const facts = [ids.person, region];
  const named = `'population-registry', 'person', $1::text`;
  await service.database.query(
    `with said as (
       insert into ops.said_version (source, entity, id, version, region, hash, recorded_at)
       values (${named}, 1, $2, 0, 'infinity')
     ), kept as (
       insert into ops.reconciled_record (source, entity, id, version, region, hash) values (${named}, 1, $2, 0)
     )
     insert into ops.reconciled_bucket (source, entity, region, bucket, slot, records, sum)
     select 'population-registry', 'person', $2, 0, '-infinity', 1, 0`,
    facts,
  );
  await service.database.query(
    `insert into reconciliation.report (id, region, source, as_of, full_scan, records, differences)
     values ($1, $2, 'population-registry', now(), false, 1, '[]')`,
    [ids.report, region],
  );
}

const asSuperuser = async (from: string): Promise<number> => {
  const [row] = await service.database.query<{ rows: number }>(`select count(*)::int as rows from ${from}`);
  return row?.rows ?? 0;
};
const asApp = (from: string, settings?: Record<string, string>) => rowsFound(service.database.appUrl, from, settings);

describe('The tables of the store', () => {
  it('that it may touch are under a forced policy, but for those that hold nobody', async () => {
    const open = (await reachableTables(service.database, APP)).filter(({ guarded }) => !guarded);
    expect(open.filter(({ name }) => !NOBODY_IN_THEM.test(name))).toEqual([]);
    expect(open.filter(({ hasRegion, name }) => hasRegion && !name.startsWith('read.'))).toEqual([]);
  });

  it('are worked on by a role without a way around policies, and one function sees past its rights, at topics', async () => {
    expect(Object.entries(await waysAroundPolicies(service.database, APP)).filter(([, is]) => is)).toEqual([]);
    expect(await trustedFunctions(service.database)).toEqual([
      { name: 'inbox.accept_topic', answers: 'inbox.accepted_topic', fixed: ['search_path=pg_catalog'] },
    ]);
  });

  it('show SQL of anybody as the app role its own rows, none of another region, and without a scope none', async () => {
    const guarded = (await reachableTables(service.database, APP)).filter((table) => table.guarded);
    expect(guarded.length).toBeGreaterThanOrEqual(12);
    for (const { name } of guarded) {
      const scope = { 'satudata.scope': own.region };
      const seen = {
        table: name,
        own: (await asApp(`${name} where region = '${own.region}'`, scope)) > 0,
        foreign: await asApp(`${name} where region <> '${own.region}'`, scope),
        unscoped: await asApp(name),
        foreignAsSuperuser: (await asSuperuser(`${name} where region <> '${own.region}'`)) > 0,
      };
      expect(seen).toEqual({ table: name, own: true, foreign: 0, unscoped: 0, foreignAsSuperuser: true });
    }
  });
});

interface Asked {
  readonly path: string;
  readonly body?: object;
}

const SIDE = '/v1/reconciliation/sources/population-registry';
const parked = (ids: Side['ids']) => ({ topic: topicOf('population-registry', 'person'), key: ids.person });

/** Every route, asked for what a side has. */
const REQUESTS: Readonly<Record<string, (of: Side) => Asked>> = {
  'get /v1/pipeline': () => ({ path: '/v1/pipeline' }),
  'get /v1/parked': () => ({ path: '/v1/parked' }),
  'post /v1/parked/retry': ({ ids }) => ({ path: '/v1/parked/retry', body: parked(ids) }),
  'post /v1/parked/retry-all': () => ({ path: '/v1/parked/retry-all', body: { topic: 'none' } }),
  'post /v1/parked/discard': ({ ids }) => ({
    path: '/v1/parked/discard',
    body: { ...parked(ids), offset: '0', reason: 'no guard stands here' },
  }),
  'post /v1/topics/accept': () => ({
    path: '/v1/topics/accept',
    body: { topic: topicOf('population-registry', 'person'), reason: 'no guard stands here' },
  }),
  'post /v1/rebuilds': () => ({ path: '/v1/rebuilds', body: {} }),
  'get /v1/rebuilds/{id}': ({ ids }) => ({ path: `/v1/rebuilds/${ids.report}` }),
  'get /v1/batch-arrivals/{source}/{id}/receipt': ({ ids }) => ({
    path: `/v1/batch-arrivals/population-registry/${ids['intake-batch']}/receipt`,
  }),
  'get /v1/reconciliation/reports': () => ({ path: '/v1/reconciliation/reports' }),
  'post /v1/reconciliation/reports': ({ ids, region }) => ({
    path: '/v1/reconciliation/reports',
    body: {
      id: ids.report,
      source: 'population-registry',
      asOf: new Date().toISOString(),
      how: 'sums',
      page: { region, records: 2, differences: [] },
    },
  }),
  'get /v1/reconciliation/sources/{source}': () => ({ path: SIDE }),
  'get /v1/reconciliation/sources/{source}/proof': () => ({ path: `${SIDE}/proof` }),
  'get /v1/reconciliation/sources/{source}/buckets': () => ({
    path: `${SIDE}/buckets?asOf=${new Date().toISOString()}`,
  }),
  'get /v1/reconciliation/sources/{source}/rows': ({ region }) => ({
    path: `${SIDE}/rows?entity=person&region=${region}&bucket=0`,
  }),
  'get /v1/reconciliation/sources/{source}/suspects': () => ({ path: `${SIDE}/suspects?entity=person&range=0` }),
  'post /v1/reconciliation/sources/{source}/examinations': ({ ids }) => ({
    path: `${SIDE}/examinations`,
    body: { entity: 'person', records: [{ id: ids.person }] },
  }),
  'get /.well-known/jwks.json': () => ({ path: '/.well-known/jwks.json' }),
};

describe('With the guard switched off and the caller in one region', () => {
  beforeAll(() => withoutGuard(own.client, [own.region]));

  const ask = async (route: string, of: Side): Promise<string> => {
    const { path, body } = REQUESTS[route]?.(of) ?? { path: '/' };
    const method = (route.split(' ')[0] ?? '').toUpperCase();
    const headers = { 'content-type': 'application/json' };
    const sent = await fetch(url + path, { method, ...(body && { headers, body: JSON.stringify(body) }) });
    const text = await sent.text();
    // A receipt is signed: what it says lies in its middle.
    return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text) ? Buffer.from(text.split('.')[1] ?? '', 'base64url').toString() : text;
  };
  const marksIn = (text: string, { ids, region }: Side) =>
    [...Object.values(ids), nikOf(ids.person), `"${region}"`].filter((mark) => text.includes(mark));

  it('every route is tried', async () => {
    const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: Record<string, object> };
    const routes = Object.entries(paths).flatMap(([path, verbs]) =>
      Object.keys(verbs).map((verb) => `${verb} ${path}`),
    );
    expect(Object.keys(REQUESTS).sort()).toEqual(routes.sort());
  });

  it('no route shows anything of the other region, though each asks for it', async () => {
    const shown: Record<string, string[]> = {};
    for (const route of Object.keys(REQUESTS)) {
      // What examination is asked about it names again; what it knows of it must be nothing.
      const answer = (await ask(route, foreign)).replace(NOTHING_KNOWN, '');
      const marks = marksIn(answer, foreign);
      if (marks.length > 0) shown[route] = marks;
    }
    expect(shown).toEqual({});
  });

  it('the same requests show what is its own', async () => {
    const shown: Record<string, string[]> = {};
    for (const route of Object.keys(REQUESTS)) shown[route] = marksIn(await ask(route, own), own);
    expect(shown).toMatchObject({
      'get /v1/batch-arrivals/{source}/{id}/receipt': [own.ids['intake-batch']],
      'get /v1/reconciliation/reports': [own.ids.report, '"18.09"'],
      'post /v1/reconciliation/sources/{source}/examinations': [own.ids.person, '"18.09"'],
    });
  });

  const NOTHING_KNOWN = `{"id":"${foreign.ids.person}","region":"18","record":null,"history":null,"parked":false}`;
});
