import { readdirSync } from 'node:fs';
import type { PersonSubmission } from '@satudata/synthetic-province';
import type { Office } from '@satudata/testing';
import { as } from '../offices/as.js';
import { inventFamilies } from '../offices/invented-families.js';
import { tokenAnswer } from '../offices/token-answer.js';
import { askDatabase } from '../platform/ask-database.js';
import { runningPlatform } from '../platform/running-platform.js';
import { neighbourOf, REGENCIES, VILLAGE_OF } from './village-of-each-office.js';

let residents: Map<string, PersonSubmission>;

beforeAll(async () => {
  const families = await inventFamilies(Object.values(VILLAGE_OF).map((code) => ({ code, persons: 12 })));
  const people = families.flatMap(({ persons }) => persons);
  residents = new Map(people.map((person) => [regencyOf(person), person]));
}, 30_000);

const regencyOf = (person: PersonSubmission): string => person.residence.address.village.slice(0, 5);
const residentOf = (regency: string): PersonSubmission => {
  const person = residents.get(regency);
  if (!person) throw new Error(`nobody was invented for ${regency}`);
  return person;
};
const putBy = (office: Office, person: PersonSubmission): ReturnType<Office['put']> =>
  office.put(`/v1/persons/${person.nik}`, person);

async function heldRegionOf({ nik }: PersonSubmission): Promise<string | undefined> {
  const rows = await askDatabase<{ region: string }>(
    'population-registry',
    'select region from registry.person where nik = $1',
    [nik],
  );
  return rows[0]?.region;
}

describe('A regency office', () => {
  it('has a development client in each of the 15 regencies and cities', () => {
    const clients = readdirSync(runningPlatform().clients).map((file) => file.replace('.jwk.json', ''));
    const offices = clients.filter((client) => client.startsWith('disdukcapil-'));
    expect(offices.sort()).toEqual(REGENCIES.map((code) => `disdukcapil-${code}`));
  });

  it.each(REGENCIES)('of %s is refused a resident of its neighbour and heard about its own', async (regency) => {
    const office = await as(`disdukcapil-${regency}`);
    const stranger = { ...residentOf(neighbourOf(regency)), nik: residentOf(regency).nik };
    expect(await putBy(office, stranger)).toMatchObject({
      status: 403,
      body: { type: 'urn:satudata:problem:outside-region', errors: [{ pointer: '/residence/address/village' }] },
    });
    expect(await heldRegionOf(stranger)).toBeUndefined();
    expect(await putBy(office, residentOf(regency))).toMatchObject({ status: 200, body: { verdict: 'stored' } });
    expect(await heldRegionOf(stranger)).toBe(regency);
  });

  it('learns of a NIK that another office keeps only whom to ask', async () => {
    const theirs = residentOf('18.02');
    const village = VILLAGE_OF['18.01'];
    const taken = { ...theirs, residence: { ...theirs.residence, address: { ...theirs.residence.address, village } } };
    const answer = await putBy(await as('disdukcapil-18.01'), taken);
    expect(answer).toMatchObject({ status: 409, body: { errors: [{ pointer: '/nik', rule: 'nik.other-office' }] } });
    expect(JSON.stringify(answer.body)).not.toContain(theirs.name);
    expect(await heldRegionOf(theirs)).toBe('18.02');
  });

  it('gets no token for planner-api', async () => {
    expect(await tokenAnswer('disdukcapil-18.01', 'planner-api')).toMatchObject({
      status: 400,
      body: { error: 'invalid_target' },
    });
  });

  it('may read at the store what was found about its own records, and nothing else', async () => {
    const office = await as('disdukcapil-18.01', 'consolidation');
    expect((await office.get('/v1/reconciliation/reports')).status).toBe(200);
    for (const path of ['/v1/pipeline', '/v1/parked', '/v1/reconciliation/sources/population-registry']) {
      expect([path, (await office.get(path)).status]).toEqual([path, 403]);
    }
  });
});

describe('The planner of a regency', () => {
  let planner: Office;
  const ask = (query: string) => planner.get<{ rows: string[][] }>(`/v1/observations?indicator=pop.total${query}`);

  beforeAll(async () => {
    planner = await as('planner-18.01', 'planner-api');
  });

  it('is told of that regency when asking for none', async () => {
    const { status, body } = await ask('');
    expect(status).toBe(200);
    expect(body.rows.map(([region]) => region)).toEqual(['18.01']);
  });

  it('descends to its own villages and to no others', async () => {
    const { body } = await ask('&level=village&limit=5000');
    const villages = body.rows.map(([region]) => region ?? '');
    expect(villages).toContain('18.01.17.2006');
    expect(villages.filter((village) => !village.startsWith('18.01.'))).toEqual([]);
  });

  it.each(['18', '18.02', '18.09.10.2004', '18.01,18.02'])('is refused %s', async (region) => {
    const { status, body } = await ask(`&region=${region}`);
    expect({ status, body }).toMatchObject({ status: 403, body: { type: 'urn:satudata:problem:outside-region' } });
    expect(body.rows).toBeUndefined();
  });

  it('gets no token for the registry', async () => {
    expect(await tokenAnswer('planner-18.01', 'population-registry')).toMatchObject({
      status: 400,
      body: { error: 'invalid_target' },
    });
  });
});

describe('The planner of the province', () => {
  it('is told of every regency', async () => {
    const planner = await as('planner-province', 'planner-api');
    const { body } = await planner.get<{ rows: string[][] }>(
      '/v1/observations?indicator=pop.total&region=18&level=regency',
    );
    expect(body.rows.map(([region]) => region).sort()).toEqual([...REGENCIES].sort());
  });
});
