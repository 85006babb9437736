import type { PersonSubmission } from '@satudata/contracts';
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

const OPERATIONS = ['person:write', 'family-card:write', 'batch:read'];
const TWO_PLACES = [EXAMPLE_VILLAGES.hanura, EXAMPLE_VILLAGES.podomoro];

let source: SourceService;
let pesawaran: Office;
let pringsewu: Office;
let next = 0;

beforeAll(async () => {
  source = await openSource(populationRegistry, populationRegistrySchemas, OPERATIONS);
  [pesawaran, pringsewu] = await Promise.all([source.office('18.09'), source.office('18.10')]);
});
afterAll(async () => {
  await source?.close();
});

/** A person whom no other try has used. */
const newPerson = () => aPerson({}, (next += 1));
const put = (office: Office, person: PersonSubmission, headers?: Record<string, string>) =>
  office.put(`/v1/persons/${person.nik}`, person, headers);

const eventsOf = (id: unknown) =>
  source.database.query<{ entity: string; version: string; type: string }>(
    `select entity, version, value::json->'change'->>'type' as type from outbox.change where entity_id = $1 order by seq`,
    [id],
  );
const heldOf = (nik: string) =>
  source.database.query<{ id: string; version: string; region: string }>(
    'select id, version, region from registry.person where nik = $1',
    [nik],
  );

describe('PUT of one person', () => {
  it('stores, and says of the same record that it is unchanged', async () => {
    const person = newPerson();
    const stored = await put(pesawaran, person);
    expect(stored).toMatchObject({ status: 200, body: { verdict: 'stored', version: 1, errors: [], warnings: [] } });
    const again = await put(pesawaran, person);
    expect(again).toMatchObject({ status: 200, body: { verdict: 'unchanged', version: 1, id: stored.body['id'] } });
    expect(await eventsOf(stored.body['id'])).toEqual([
      { entity: 'person', version: '1', type: 'person.recorded' },
      { entity: 'person-status', version: '1', type: 'person-status.changed' },
    ]);
  });

  it('counts versions of the person and of the status apart', async () => {
    const person = newPerson();
    await put(pesawaran, person);
    await put(pesawaran, { ...person, name: 'NAMA BARU' });
    const { body } = await put(pesawaran, { ...person, name: 'NAMA BARU', ...livingIn('18.09.10.2005') });
    expect((await eventsOf(body['id'])).map(({ entity, version }) => `${entity} ${version}`)).toEqual([
      'person 1',
      'person-status 1',
      'person 2',
      'person 3',
      'person-status 2',
    ]);
  });

  it('is stale when older, and tells the version that is held', async () => {
    const person = newPerson();
    await put(pesawaran, { ...person, sourceVersion: 5 });
    const { status, body } = await put(pesawaran, { ...person, sourceVersion: 4, name: 'NAMA LAMA' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ verdict: 'stale', version: 1, errors: [{ rule: 'version.older' }] });
  });

  it('remembers the version of a repeat: an older one in between comes too late', async () => {
    const person = newPerson();
    await put(pesawaran, { ...person, sourceVersion: 1 });
    await put(pesawaran, { ...person, sourceVersion: 3, changedAt: '2026-01-02T03:04:05.678901+07:00' });
    const { body } = await put(pesawaran, { ...person, sourceVersion: 2, name: 'NAMA LAMA' });
    expect(body).toMatchObject({ verdict: 'stale', version: 1 });
    expect(await eventsOf(body['id'])).toHaveLength(2);
  });

  it('warns of what is odd and stores it', async () => {
    const { status, body } = await put(pesawaran, { ...newPerson(), name: 'SUKARNO' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ verdict: 'stored', warnings: [{ pointer: '/name', rule: 'name.one-word' }] });
  });

  it.each<[what: string, status: number, rule: string, changes: object]>([
    ['a village of another regency', 403, 'region.scope', livingIn(EXAMPLE_VILLAGES.podomoro)],
    ['a village that does not exist', 422, 'region.unknown', livingIn('18.09.10.2999')],
    ['a death without its date', 422, 'death.date-missing', { status: 'deceased' }],
    ['a birth that is still to come', 422, 'date.future', { birthDate: '2199-01-01' }],
    ['a change at the end of all calendars', 422, 'date.future', { changedAt: '9999-12-31T23:59:59-14:00' }],
    ['an unknown field', 422, 'field.unknown', { alamat: 'x' }],
    ['a NUL in a text', 422, 'text.clean', { birthPlace: 'HA\u0000NURA' }],
    ['half a character', 422, 'text.clean', { birthPlace: 'HANURA\ud800' }],
  ])('with %s is refused: %d %s', async (_, status, rule, changes) => {
    const person = { ...newPerson(), ...changes };
    const answer = await put(pesawaran, person);
    expect(answer).toMatchObject({
      status,
      body: { errors: [{ rule, id: expect.any(String), en: expect.any(String) }] },
    });
    expect(await heldOf(person.nik)).toEqual([]);
  });

  it('at an address of another NIK is refused', async () => {
    const answer = await pesawaran.put(`/v1/persons/${exampleNik(100_000)}`, newPerson());
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '/nik', rule: 'address.identity' }] } });
  });

  it('whom another office keeps is a conflict that tells nothing else', async () => {
    const person = newPerson();
    await put(pesawaran, person);
    const { status, body } = await put(pringsewu, { ...person, ...livingIn(EXAMPLE_VILLAGES.podomoro) });
    expect(status).toBe(409);
    expect(body).toMatchObject({ errors: [{ pointer: '/nik', rule: 'nik.other-office' }] });
    expect(JSON.stringify(body)).not.toContain('18.09');
  });
});

describe('PUT of one family card', () => {
  it('stores, repeats and refuses like that of a person', async () => {
    const card = aFamilyCard({}, (next += 1));
    const to = `/v1/family-cards/${card.kk}`;
    expect(await pesawaran.put(to, card)).toMatchObject({ status: 200, body: { verdict: 'stored', version: 1 } });
    expect(await pesawaran.put(to, card)).toMatchObject({ status: 200, body: { verdict: 'unchanged', version: 1 } });
    const closed = await pesawaran.put(to, { ...card, status: 'closed' });
    expect(closed).toMatchObject({ status: 200, body: { verdict: 'stored', version: 2 } });
    const address = { ...card.address, village: EXAMPLE_VILLAGES.podomoro };
    expect(await pringsewu.put(to, { ...card, address })).toMatchObject({
      status: 409,
      body: { errors: [{ rule: 'kk.other-office' }] },
    });
  });
});

describe('If-Match', () => {
  it('lets a change through on the version of the last answer, and no other', async () => {
    const person = newPerson();
    const { headers } = await put(pesawaran, person);
    const etag = headers.get('etag') ?? '';
    expect(etag).toBe('"1"');
    const renamed = await put(pesawaran, { ...person, name: 'NAMA BARU' }, { 'if-match': etag });
    expect(renamed.headers.get('etag')).toBe('"2"');
    const late = await put(pesawaran, { ...person, name: 'NAMA LAIN' }, { 'if-match': etag });
    expect(late).toMatchObject({ status: 412, body: { type: 'urn:satudata:problem:precondition-failed' } });
    expect(await heldOf(person.nik)).toMatchObject([{ version: '2' }]);
  });

  it('refuses to make what it believes to exist, and a header that is none', async () => {
    expect((await put(pesawaran, newPerson(), { 'if-match': '*' })).status).toBe(412);
    expect((await put(pesawaran, newPerson(), { 'if-match': '3' })).status).toBe(400);
  });
});

describe('at the same moment', () => {
  it('two offices claim one new NIK: one keeps it, the other is told of a conflict, a hundred times', async () => {
    for (let round = 0; round < 100; round += 1) {
      const person = newPerson();
      const claims = [pesawaran, pringsewu].map((office, index) =>
        put(office, { ...person, ...livingIn(TWO_PLACES[index] ?? '') }),
      );
      const answers = await Promise.all(claims);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
        errors: [{ rule: 'nik.other-office' }],
      });
      expect(await heldOf(person.nik)).toHaveLength(1);
    }
  });

  it('a hundred identical records make one person and one event of it', async () => {
    const person = newPerson();
    const answers = await Promise.all(Array.from({ length: 100 }, () => put(pesawaran, person)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(answers.filter(({ body }) => body['verdict'] === 'stored')).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1);
    expect(await eventsOf(answers[0]?.body['id'])).toHaveLength(2);
  });

  it('fifty different records of one new person get fifty versions without a gap, ten times', async () => {
    const names = Array.from(
      { length: 50 },
      (_, index) => `NAMA ${String.fromCharCode(65 + (index % 26))}${'X'.repeat(index)}`,
    );
    for (let round = 0; round < 10; round += 1) {
      const person = newPerson();
      const answers = await Promise.all(names.map((name) => put(pesawaran, { ...person, name })));
      expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
      expect(answers.map(({ body }) => Number(body['version'])).sort((a, b) => a - b)).toEqual(
        names.map((_, i) => i + 1),
      );
    }
  });
});

describe('what the service has logged of all this', () => {
  it('holds no NIK and no name', () => {
    const log = source.logged();
    expect(log).toContain('"status":409');
    expect(personalDataIn(log)).toEqual([]);
  });
});
