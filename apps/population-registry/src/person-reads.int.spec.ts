import {
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
  source = await openSource(populationRegistry, populationRegistrySchemas, ['person:write', 'person:read']);
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
