import {
  aFamilyCard,
  aPerson,
  EXAMPLE_VILLAGES,
  exampleNik,
  livingIn,
  openSource,
  personalDataIn,
  type Office,
  type SourceService,
} from '@satudata/testing';
import { populationRegistry, populationRegistrySchemas } from './population-registry.js';

let source: SourceService;
let pesawaran: Office;
let pringsewu: Office;

const HERE = aPerson({}, 1);
const ELSEWHERE = aPerson(livingIn(EXAMPLE_VILLAGES.podomoro), 2);
const SERVICE = { purpose: 'public-service' };

beforeAll(async () => {
  source = await openSource(populationRegistry, populationRegistrySchemas, [
    'person:write',
    'person:read',
    'person-access:read',
    'family-card:write',
    'family-card:read',
  ]);
  [pesawaran, pringsewu] = await Promise.all([source.office('18.09'), source.office('18.10')]);
  await pesawaran.put(`/v1/persons/${HERE.nik}`, HERE);
  await pringsewu.put(`/v1/persons/${ELSEWHERE.nik}`, ELSEWHERE);
});
afterAll(() => source?.close());

describe('GET of one person', () => {
  it('answers the record as it is kept, with its version, to be stored by nobody', async () => {
    const answer = await pesawaran.get(`/v1/persons/${HERE.nik}`, SERVICE);
    expect(answer).toMatchObject({ status: 200, body: { ...HERE, id: expect.any(String), formerNiks: [] } });
    expect([answer.headers.get('etag'), answer.headers.get('cache-control')]).toEqual(['"1"', 'no-store']);
  });

  it('leaves in the trail whose record was read, by an id that says nothing', async () => {
    const { body } = await pesawaran.get(`/v1/persons/${HERE.nik}`, SERVICE);
    const [row] = await source.database.query<{ content: string }>(
      'select content from trail.entry order by id desc limit 1',
    );
    expect(JSON.parse(row?.content ?? '')).toMatchObject({
      outcome: 'read',
      client: 'disdukcapil-18.09',
      person: body['id'],
      region: '18.09',
      categories: ['identity', 'civil-status', 'family', 'residence', 'health'],
    });
    expect(personalDataIn(row?.content ?? '')).toEqual([]);
  });

  it('asks what for', async () => {
    expect(await pesawaran.get(`/v1/persons/${HERE.nik}`)).toMatchObject({
      status: 400,
      body: { errors: [{ parameter: 'Purpose', rule: 'required' }] },
    });
  });

  it("knows no more of another office's person than of one who never was", async () => {
    const [foreign, nobody] = await Promise.all(
      [ELSEWHERE.nik, exampleNik(3)].map((nik) => pesawaran.get(`/v1/persons/${nik}`, SERVICE)),
    );
    expect(foreign?.status).toBe(404);
    expect({ ...foreign?.body, traceId: '' }).toEqual({ ...nobody?.body, traceId: '' });
    expect([...(foreign?.headers.keys() ?? [])].sort()).toEqual([...(nobody?.headers.keys() ?? [])].sort());
  });
});

interface Access {
  readonly office: string;
  readonly client: string;
  readonly purpose: { readonly code: string };
  readonly categories: readonly { readonly code: string; readonly id: string }[];
}
interface Accesses {
  readonly accesses: readonly Access[];
  readonly cursor: string | null;
}

describe('GET of who read the data of a person', () => {
  const ASKED = { purpose: 'subject-access' };
  const accessesTo = (office: Office, nik: string, query = '') =>
    office.get<Accesses>(`/v1/persons/${nik}/access${query}`, ASKED);

  it('tells who looked, when, what for, under which law and at what, this question first', async () => {
    const person = aPerson({}, 10);
    await pesawaran.put(`/v1/persons/${person.nik}`, person);
    await pesawaran.get(`/v1/persons/${person.nik}`, SERVICE);
    const { status, body, headers } = await accessesTo(pesawaran, person.nik);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(body).toEqual({
      accesses: [
        expect.objectContaining({ purpose: expect.objectContaining({ code: 'subject-access' }) as unknown }),
        {
          at: expect.stringMatching(/^20..-..-..T..:..:..\....Z$/) as unknown,
          office: 'disdukcapil-18.09',
          client: 'disdukcapil-18.09',
          user: null,
          service: 'population-registry',
          purpose: { code: 'public-service', id: 'Pelayanan publik', en: 'Public service' },
          legalBasis: 'UU 24/2013 art. 58(4)(a)',
          categories: ['identity', 'civil-status', 'family', 'residence', 'health'].map(
            (code) => expect.objectContaining({ code, id: expect.any(String) as unknown }) as unknown,
          ),
          request: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
        },
      ],
      cursor: null,
    });
  });

  it("knows no more of another office's person than of one who never was", async () => {
    const [foreign, nobody] = [await accessesTo(pesawaran, ELSEWHERE.nik), await accessesTo(pesawaran, exampleNik(3))];
    expect(foreign.status).toBe(404);
    expect({ ...foreign.body, traceId: '' }).toEqual({ ...nobody.body, traceId: '' });
    expect((await accessesTo(pringsewu, ELSEWHERE.nik)).body.accesses).toHaveLength(1);
  });

  it('goes with the person: the office of today is told of reads by the office of before', async () => {
    const person = aPerson({}, 11);
    await pesawaran.put(`/v1/persons/${person.nik}`, person);
    await pesawaran.get(`/v1/persons/${person.nik}`, SERVICE);
    await source.database.query(
      `update registry.person
       set region = '18.10', record = jsonb_set(record::jsonb, '{residence,address,village}', to_jsonb($2::text))
       where nik = $1`,
      [person.nik, EXAMPLE_VILLAGES.podomoro],
    );
    const { body } = await accessesTo(pringsewu, person.nik);
    expect(body.accesses.map(({ client }) => client)).toEqual(['disdukcapil-18.10', 'disdukcapil-18.09']);
    expect((await accessesTo(pesawaran, person.nik)).status).toBe(404);
  });

  it('comes in pages, newest first, none twice and none left out', async () => {
    const person = aPerson({}, 12);
    await pesawaran.put(`/v1/persons/${person.nik}`, person);
    for (let n = 0; n < 205; n++) await pesawaran.get(`/v1/persons/${person.nik}`, SERVICE);
    const pages: Accesses[] = [];
    for (let query = ''; pages.at(-1)?.cursor !== null; query = `?cursor=${pages.at(-1)?.cursor ?? ''}`) {
      pages.push((await accessesTo(pesawaran, person.nik, query)).body);
    }
    const codes = pages.map(({ accesses }) => accesses.map(({ purpose }) => purpose.code));
    expect(codes.map(({ length }) => length)).toEqual([100, 100, 6]);
    expect(codes.flat().filter((code) => code === 'public-service')).toHaveLength(205);
  });

  it('takes a cursor from nobody but itself', async () => {
    expect(await accessesTo(pesawaran, HERE.nik, '?cursor=MQ==x')).toMatchObject({
      status: 400,
      body: { errors: [{ parameter: 'cursor', rule: 'cursor.known' }] },
    });
  });
});

describe('GET of a family card', () => {
  const [head, child, stranger] = [aPerson({}, 20), aPerson({}, 21), aPerson(livingIn(EXAMPLE_VILLAGES.podomoro), 22)];
  const card = aFamilyCard(
    { members: [head, child, stranger].map(({ nik }, index) => ({ nik, relation: index === 0 ? '1' : '4' })) },
    20,
  );
  beforeAll(async () => {
    for (const person of [head, child]) await pesawaran.put(`/v1/persons/${person.nik}`, person);
    await pringsewu.put(`/v1/persons/${stranger.nik}`, stranger);
    expect(await pesawaran.put(`/v1/family-cards/${card.kk}`, card)).toMatchObject({ body: { verdict: 'stored' } });
  });

  it('answers the card, and leaves an entry for each member, also one who is registered elsewhere', async () => {
    expect(await pesawaran.get(`/v1/family-cards/${card.kk}`, SERVICE)).toMatchObject({
      status: 200,
      body: { ...card },
    });
    for (const [office, { nik }] of [
      [pesawaran, head],
      [pesawaran, child],
      [pringsewu, stranger],
    ] as const) {
      const { body } = await office.get<Accesses>(`/v1/persons/${nik}/access`, { purpose: 'subject-access' });
      expect(body.accesses.map(({ purpose }) => purpose.code)).toEqual(['subject-access', 'public-service']);
    }
  });

  it("knows no more of another office's card than of one that never was", async () => {
    const [foreign, nothing] = [
      await pringsewu.get(`/v1/family-cards/${card.kk}`, SERVICE),
      await pringsewu.get(`/v1/family-cards/${exampleNik(5)}`, SERVICE),
    ];
    expect(foreign.status).toBe(404);
    expect({ ...foreign.body, traceId: '' }).toEqual({ ...nothing.body, traceId: '' });
  });
});
