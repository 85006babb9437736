import { randomUUID } from 'node:crypto';
import type { FamilyCardSubmission, PersonSubmission } from '@satudata/contracts';
import {
  aFamilyCard,
  aPerson,
  EXAMPLE_VILLAGES,
  exampleNik,
  livingIn,
  openSource,
  reachableTables,
  rowsFound,
  trustedFunctions,
  waitFor,
  waysAroundPolicies,
  withoutGuard,
  type Office,
  type SourceService,
} from '@satudata/testing';
import { populationRegistry, populationRegistrySchemas } from './population-registry.js';

/** What an office has at the registry, and by which it would be known if another one saw it. */
interface Side {
  readonly region: string;
  readonly client: string;
  readonly person: PersonSubmission;
  readonly card: FamilyCardSubmission;
  readonly batch: string;
  readonly id: string;
  readonly event: string;
}

const APP = 'population_registry_app';
/** They hold no person and nothing a client was told, so every scope may see them. */
const NOBODY_IN_THEM = [
  'intake.signing_key',
  'outbox.lease',
  'outbox.outbox', // numbers of changes, whose rows are guarded
  'outbox.reconciled_until',
  'trail.chain', // numbers and hashes of entries, which are guarded
  'trail.checkpoint',
];
const SOURCE = '/v1/reconciliation/sources/population-registry';

let source: SourceService;
let own: Side;
let foreign: Side;

beforeAll(async () => {
  source = await openSource(populationRegistry, populationRegistrySchemas, [
    'person:write',
    'family-card:write',
    'vital-event:write',
    'move:write',
  ]);
  own = await fill('18.09', EXAMPLE_VILLAGES.hanura, 1);
  foreign = await fill('18.10', EXAMPLE_VILLAGES.podomoro, 2);
  const summed = `outbox.reconciled_record where region = '${foreign.region}'`;
  await waitFor('the sums to follow', async () => (await asSuperuser(summed)) > 0, { within: 20_000 });
}, 60_000);
afterAll(() => source?.close());

async function fill(region: string, village: string, number: number): Promise<Side> {
  const client = `disdukcapil-${region}`;
  const office = await source.office(region);
  const named = { name: `REKAAN ${'AB'[number - 1]}`, motherName: `IBU REKAAN ${'AB'[number - 1]}` };
  const person = aPerson({ ...livingIn(village), ...named }, number);
  const lines = `${JSON.stringify(person)}\n{"nik":"broken"}\n`;
  const sent = await office.send('/v1/persons/batches', randomUUID(), lines);
  const address = { street: 'JL. CONTOH NO. 1', village };
  const card = aFamilyCard({ address, head: person.nik, members: [{ nik: person.nik, relation: '1' }] }, number);
  await office.put(`/v1/family-cards/${card.kk}`, card, { 'idempotency-key': randomUUID() });
  const [held] = await source.database.query<{ id: string }>('select id from registry.person where nik = $1', [
    person.nik,
  ]);
  const event = await office.post('/v1/vital-events/corrections', correctionOf(person.nik, { birthPlace: 'METRO' }));
  const mover = aPerson({ ...livingIn(village), ...named }, number + 10);
  await office.put(`/v1/persons/${mover.nik}`, mover);
  const leaving = { number: `SKPWNI-${region}`, date: '2026-11-20', to: '18.01', validUntil: '2027-03-01' };
  await office.post('/v1/moves/departures', { ...leaving, persons: [{ nik: mover.nik }] });
  return {
    ...{ region, client, person, card, batch: String(sent.body['id']) },
    ...{ id: held?.id ?? '', event: String(event.body['id']) },
  };
}

const REPORT = { date: '2026-11-20', reportedOn: '2026-11-20', evidence: [{ kind: 'court-ruling', number: 'S-1' }] };
const reported = (more: object) => ({ ...REPORT, number: randomUUID().slice(0, 18), ...more });
const correctionOf = (nik: string, elements: object) => reported({ nik, elements });

const asSuperuser = async (from: string): Promise<number> => {
  const [row] = await source.database.query<{ rows: number }>(`select count(*)::int as rows from ${from}`);
  return row?.rows ?? 0;
};
const asApp = (from: string, settings?: Record<string, string>) => rowsFound(source.database.appUrl, from, settings);
const readableTables = async () =>
  (await reachableTables(source.database, APP)).filter(({ guarded, readable }) => guarded && readable);

describe('The tables of the registry', () => {
  it('that it may touch are under a forced policy, but for those that hold nobody', async () => {
    const tables = await reachableTables(source.database, APP);
    expect(tables.filter(({ guarded }) => !guarded).map(({ name }) => name)).toEqual(NOBODY_IN_THEM);
    expect(tables.filter(({ guarded }) => guarded).length).toBeGreaterThanOrEqual(9);
  });

  it('are worked on by a role without a way around policies', async () => {
    expect(Object.entries(await waysAroundPolicies(source.database, APP)).filter(([, is]) => is)).toEqual([]);
  });

  it('are seen past policies only by functions that tell an office, an opaque id, a used number, or one part of the trail', async () => {
    const functions = await trustedFunctions(source.database);
    expect(Object.fromEntries(functions.map(({ name, answers }) => [name, answers]))).toEqual({
      'registry.ids_of_persons': 'TABLE(id uuid)',
      'registry.letter_used': 'boolean',
      'registry.offices_of_family_cards': 'TABLE(kk text, office text)',
      'registry.offices_of_persons': 'TABLE(nik text, office text)',
      'trail.let_wait': 'trigger',
      'trail.number_entries': 'integer',
      'trail.of_person': 'TABLE(id bigint, content text)',
      'trail.page': 'TABLE(number bigint, content text, hash text)',
    });
    for (const { fixed } of functions) expect(fixed).toContain('search_path=pg_catalog');
  });

  it('show SQL of anybody as the app role its own rows, none of another region or client, and without a scope none', async () => {
    const settings = { 'satudata.scope': own.region, 'satudata.client': own.client };
    for (const { name, hasRegion } of await readableTables()) {
      const isForeign = foreignRows(name, hasRegion);
      const seen = {
        table: name,
        own: (await asApp(`${name} where not (${isForeign})`, settings)) > 0,
        foreign: await asApp(`${name} where ${isForeign}`, settings),
        unscoped: await asApp(name),
        foreignAsSuperuser: (await asSuperuser(`${name} where ${isForeign}`)) > 0,
      };
      expect(seen).toEqual({ table: name, own: true, foreign: 0, unscoped: 0, foreignAsSuperuser: true });
    }
  });

  const foreignRows = (table: string, hasRegion: boolean): string => {
    if (hasRegion) return `region <> '${own.region}'`;
    const isOther = `client <> '${own.client}'`;
    return /chunk|finding/.test(table) ? `batch not in (select id from intake.batch where not ${isOther})` : isOther;
  };
});

interface Asked {
  readonly path: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

/** Not under the letter of a mover: that is what lets another office take them in. */
const settlingOf = (region: string, { kk, head, members }: FamilyCardSubmission) => ({
  ...{ number: `SKPWNI-NONE-${region}`, date: '2026-11-20', cards: [{ kk, head, members }] },
});

const json = (path: string, record: object): Asked => ({
  path,
  body: JSON.stringify(record),
  headers: { 'content-type': 'application/json' },
});
const lines = (path: string, record: object): Asked => ({
  path,
  body: JSON.stringify(record),
  headers: { 'content-type': 'application/x-ndjson', 'idempotency-key': randomUUID() },
});
const at = (path: string): Asked => ({ path });

/** Every route, asked for what a side has. */
const REQUESTS: Readonly<Record<string, (of: Side) => Asked>> = {
  'get /v1/persons/{nik}': ({ person }) => ({
    path: `/v1/persons/${person.nik}`,
    headers: { purpose: 'public-service' },
  }),
  'get /v1/persons/{nik}/access': ({ person }) => ({
    path: `/v1/persons/${person.nik}/access`,
    headers: { purpose: 'subject-access' },
  }),
  'put /v1/persons/{nik}': ({ person }) => json(`/v1/persons/${person.nik}`, { ...person, name: 'LAIN' }),
  'post /v1/persons/batches': ({ person }) => lines('/v1/persons/batches', { ...person, name: 'LAIN' }),
  'get /v1/family-cards/{kk}': ({ card }) => ({
    path: `/v1/family-cards/${card.kk}`,
    headers: { purpose: 'public-service' },
  }),
  'put /v1/family-cards/{kk}': ({ card }) => json(`/v1/family-cards/${card.kk}`, { ...card, status: 'closed' }),
  'post /v1/family-cards/batches': ({ card }) => lines('/v1/family-cards/batches', { ...card, status: 'closed' }),
  'post /v1/verifications': ({ person }) => ({
    ...json('/v1/verifications', { persons: [{ nik: person.nik, name: person.name }] }),
    headers: { 'content-type': 'application/json', purpose: 'public-service' },
  }),
  'post /v1/vital-events/births': ({ person, card }) =>
    json(
      '/v1/vital-events/births',
      reported({
        evidence: [{ kind: 'birth-letter', number: 'S-1' }],
        child: {
          ...{ nik: exampleNik(900), name: 'BAYI', sex: 'L', birthPlace: 'METRO', religion: '1', citizenship: '1' },
          ...{ motherName: 'IBU', fatherNik: person.nik, kk: card.kk, relationToHead: '4' },
        },
      }),
    ),
  'post /v1/vital-events/deaths': ({ person }) =>
    json(
      '/v1/vital-events/deaths',
      reported({ nik: person.nik, evidence: [{ kind: 'death-letter', number: 'S-1' }], date: '2026-11-19' }),
    ),
  'post /v1/vital-events/stillbirths': ({ person }) =>
    json('/v1/vital-events/stillbirths', reported({ motherNik: person.nik })),
  'post /v1/vital-events/marriages': ({ person }) =>
    json('/v1/vital-events/marriages', reported({ husbandNik: person.nik, wifeNik: exampleNik(901) })),
  'post /v1/vital-events/divorces': ({ person }) =>
    json('/v1/vital-events/divorces', reported({ husbandNik: person.nik, wifeNik: exampleNik(901) })),
  'post /v1/vital-events/adoptions': ({ person }) =>
    json('/v1/vital-events/adoptions', reported({ childNik: exampleNik(901), adoptiveParentNik: person.nik })),
  'post /v1/vital-events/recognitions': ({ person }) =>
    json('/v1/vital-events/recognitions', reported({ childNik: exampleNik(901), fatherNik: person.nik })),
  'post /v1/vital-events/name-changes': ({ person }) =>
    json('/v1/vital-events/name-changes', reported({ nik: person.nik, name: 'LAIN' })),
  'post /v1/vital-events/corrections': ({ person }) =>
    json('/v1/vital-events/corrections', correctionOf(person.nik, { birthPlace: 'KALIANDA' })),
  'post /v1/vital-events/{id}/annulment': ({ event }) =>
    json(`/v1/vital-events/${event}/annulment`, { ruling: 'S-2', ruledOn: '2026-11-21' }),
  'get /v1/vital-events/{id}': ({ event }) => ({
    path: `/v1/vital-events/${event}`,
    headers: { purpose: 'civil-registration' },
  }),
  'post /v1/moves/departures': ({ person }) =>
    json('/v1/moves/departures', {
      ...{ number: randomUUID(), date: '2026-11-20', to: '18.01', validUntil: '2027-03-01' },
      persons: [{ nik: person.nik }],
    }),
  'post /v1/moves/arrivals': ({ region, card }) => json('/v1/moves/arrivals', settlingOf(region, card)),
  'post /v1/moves/cancellations': ({ region, card }) => json('/v1/moves/cancellations', settlingOf(region, card)),
  'post /v1/moves/local': ({ person, card, region }) =>
    json('/v1/moves/local', { ...settlingOf(region, card), persons: [{ nik: person.nik }] }),
  'get /v1/batches': () => at('/v1/batches'),
  'get /v1/batches/{id}': ({ batch }) => at(`/v1/batches/${batch}`),
  'delete /v1/batches/{id}': ({ batch }) => at(`/v1/batches/${batch}`),
  'get /v1/batches/{id}/receipt': ({ batch }) => at(`/v1/batches/${batch}/receipt`),
  'get /v1/batches/{id}/verdicts': ({ batch }) => at(`/v1/batches/${batch}/verdicts`),
  'get /v1/reconciliation/sources/{source}': () => at(SOURCE),
  'get /v1/reconciliation/sources/{source}/proof': () => at(`${SOURCE}/proof`),
  'get /v1/reconciliation/sources/{source}/buckets': () => at(`${SOURCE}/buckets?asOf=${new Date().toISOString()}`),
  'get /v1/reconciliation/sources/{source}/rows': ({ region }) =>
    at(`${SOURCE}/rows?entity=person&region=${region}&bucket=0`),
  'get /v1/reconciliation/sources/{source}/suspects': () => at(`${SOURCE}/suspects?entity=person&range=0`),
  'post /v1/reconciliation/sources/{source}/examinations': ({ id }) =>
    json(`${SOURCE}/examinations`, { entity: 'person', records: [{ id }] }),
  'post /v1/reconciliation/sources/{source}/restatements': ({ id }) =>
    json(`${SOURCE}/restatements`, {
      entity: 'person',
      report: randomUUID(),
      reason: 'no guard stands here',
      corrections: [{ id, remedy: 'state', above: 7 }],
    }),
  'get /v1/trail/export': () => ({ path: '/v1/trail/export', headers: { purpose: 'oversight' } }),
  'get /.well-known/jwks.json': () => at('/.well-known/jwks.json'),
};

/** What a signed receipt says lies in its middle. */
function inClear(text: string): string {
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text) ? Buffer.from(text.split('.')[1] ?? '', 'base64url').toString() : text;
}

describe('With the guard switched off and the caller in one region', () => {
  let anybody: Office;

  beforeAll(async () => {
    anybody = await source.office('18.09');
    withoutGuard(own.client, [own.region]);
  });

  const ask = async (route: string, of: Side): Promise<string> => {
    const { path, body, headers } = REQUESTS[route]?.(of) ?? at('/');
    const method = (route.split(' ')[0] ?? '').toUpperCase();
    const sent = await fetch(anybody.url + path, { method, ...(headers && { headers }), ...(body && { body }) });
    return inClear(await sent.text());
  };
  const marksOf = ({ person, card, batch, id, event }: Side) => [
    person.nik,
    person.name,
    person.motherName,
    card.kk,
    batch,
    id,
    event,
  ];
  const marksIn = (text: string, side: Side) => marksOf(side).filter((mark) => text.includes(mark));
  const heldOf = ({ region }: Side) =>
    source.database.query(
      `select md5(string_agg(row::text, ' ' order by row::text)) from (
         select id::text, version, record from registry.person where region = $1
         union all select id::text, version, record from registry.family_card where region = $1
         union all select entity_id, version, value from outbox.change where region = $1) as row`,
      [region],
    );

  it('every route is tried', async () => {
    const { paths } = (await (await fetch(`${anybody.url}/openapi.json`)).json()) as { paths: Record<string, object> };
    const routes = Object.entries(paths).flatMap(([path, verbs]) =>
      Object.keys(verbs).map((verb) => `${verb} ${path}`),
    );
    expect(Object.keys(REQUESTS).sort()).toEqual(routes.sort());
  });

  it('no route shows or changes anything of the other region, though each asks for it', async () => {
    const before = await heldOf(foreign);
    const shown: string[] = [];
    for (const route of Object.keys(REQUESTS)) {
      // What examination is asked about it names again; what it knows of it is null.
      const answer = (await ask(route, foreign)).replace(
        `{"id":"${foreign.id}","region":"18","state":null,"log":null}`,
        '',
      );
      shown.push(...marksIn(answer.replace(`{"id":"${foreign.id}","version":null}`, ''), foreign));
    }
    expect(shown).toEqual([]);
    expect(await heldOf(foreign)).toEqual(before);
  });

  it('the same requests show and change what is its own', async () => {
    const before = await heldOf(own);
    const shown: Record<string, string[]> = {};
    for (const route of Object.keys(REQUESTS)) shown[route] = marksIn(await ask(route, own), own);
    expect(shown).toMatchObject({
      'get /v1/persons/{nik}': [own.person.nik, own.person.name, own.person.motherName, own.id],
      'get /v1/family-cards/{kk}': [own.person.nik, own.card.kk],
      'get /v1/batches': [own.batch],
      'get /v1/batches/{id}/receipt': [own.batch],
      'post /v1/reconciliation/sources/{source}/examinations': [own.id],
    });
    expect(await heldOf(own)).not.toEqual(before);
  });

  it('a caller of no region is shown nobody at all', async () => {
    withoutGuard('', []);
    const shown: string[] = [];
    for (const route of ['get /v1/persons/{nik}', 'get /v1/batches', 'get /v1/batches/{id}/verdicts']) {
      for (const side of [own, foreign]) shown.push(...marksIn(await ask(route, side), side));
    }
    expect(shown).toEqual([]);
  });
});
