import { aPerson, EXAMPLE_VILLAGES, exampleNik, livingIn, openSource } from '@satudata/testing';
import type { Office, SourceService } from '@satudata/testing';
import { populationRegistry, populationRegistrySchemas } from './population-registry.js';

let source: SourceService;
let pesawaran: Office;

const HERE = aPerson({}, 1);
const ELSEWHERE = aPerson(livingIn(EXAMPLE_VILLAGES.podomoro), 2);
const NOBODY = exampleNik(3);

beforeAll(async () => {
  source = await openSource(populationRegistry, populationRegistrySchemas, ['person:write', 'person:verify']);
  pesawaran = await source.office('18.09');
  const pringsewu = await source.office('18.10');
  await pesawaran.put(`/v1/persons/${HERE.nik}`, HERE);
  await pringsewu.put(`/v1/persons/${ELSEWHERE.nik}`, ELSEWHERE);
});
afterAll(() => source?.close());

const verify = (persons: object[], headers: Record<string, string> = { purpose: 'public-service' }) =>
  pesawaran.send('/v1/verifications', undefined, JSON.stringify({ persons }), {
    'content-type': 'application/json',
    ...headers,
  });
const RIGHT = { name: HERE.name.toLowerCase(), birthDate: HERE.birthDate, village: EXAMPLE_VILLAGES.hanura };
const WRONG = { name: 'ORANG LAIN', birthDate: '1950-01-01', village: EXAMPLE_VILLAGES.podomoro };

describe('A verification', () => {
  it('answers each claim in its place, yes or no per field, and hands no data over', async () => {
    const { status, body, headers } = await verify([
      { nik: HERE.nik, ...RIGHT },
      { nik: HERE.nik, ...WRONG, sex: 'L' },
    ]);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(body).toEqual({
      matches: [
        { name: true, birthDate: true, village: true },
        { name: false, birthDate: false, village: false, sex: true },
      ],
    });
  });

  it('does not tell a NIK that nobody has, or that another office keeps, from wrong claims', async () => {
    const answers = await Promise.all(
      [HERE.nik, NOBODY, ELSEWHERE.nik].map((nik) => verify([{ nik, ...WRONG, name: 'ORANG LAIN' }])),
    );
    const shown = answers.map(({ status, body, headers }) => [status, body, [...headers.keys()].sort()]);
    expect([shown[1], shown[2]]).toEqual([shown[0], shown[0]]);
    const { body } = await verify([{ nik: ELSEWHERE.nik, name: ELSEWHERE.name, birthDate: ELSEWHERE.birthDate }]);
    expect(body).toEqual({ matches: [{ name: false, birthDate: false }] });
  });

  it('asks what for, and leaves an entry for each person found, of nobody else', async () => {
    expect((await verify([{ nik: HERE.nik, ...RIGHT }], {})).status).toBe(400);
    const [{ last }] = (await source.database.query<{ last: string }>(
      'select coalesce(max(id), 0)::text as last from trail.entry',
    )) as [{ last: string }];
    await verify([
      { nik: HERE.nik, ...RIGHT },
      { nik: NOBODY, ...RIGHT },
      { nik: HERE.nik, ...WRONG },
    ]);
    const entries = await source.database.query<{ content: string }>(
      'select content from trail.entry where id > $1 order by id',
      [last],
    );
    const [held] = await source.database.query<{ id: string }>('select id from registry.person where nik = $1', [
      HERE.nik,
    ]);
    expect(entries.map(({ content }) => JSON.parse(content) as object)).toEqual([
      expect.objectContaining({
        outcome: 'read',
        person: held?.id,
        purpose: 'public-service',
        operation: 'person:verify',
      }),
    ]);
  });

  it('counts each claim against the budget of the client', async () => {
    const used = async () => {
      const [row] = await source.database.query<{ used: string }>(
        `select used from intake.budget where client = 'disdukcapil-18.09'`,
      );
      return Number(row?.used ?? 0);
    };
    const before = await used();
    await verify(Array.from({ length: 1_000 }, (_, n) => ({ nik: exampleNik(10_000 + n), ...WRONG })));
    expect((await used()) - before).toBe(1_000);
  });
});
