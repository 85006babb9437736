import { randomUUID } from 'node:crypto';
import type { ChangeEvent, PersonSubmission } from '@satudata/contracts';
import {
  aFamilyCard,
  aPerson,
  EXAMPLE_VILLAGES,
  exampleNik,
  livingIn,
  openSource,
  type Office,
  type SourceService,
} from '@satudata/testing';
import { populationRegistry, populationRegistrySchemas } from './population-registry.js';

let source: SourceService;
let pesawaran: Office;
let pringsewu: Office;

const READING = { purpose: 'civil-registration' };
const REPORT = { date: '2026-11-20', reportedOn: '2026-11-20' };
const paper = (kind: string) => [{ kind, number: 'SURAT-1' }];

beforeAll(async () => {
  source = await openSource(populationRegistry, populationRegistrySchemas, [
    'person:write',
    'person:read',
    'family-card:write',
    'family-card:read',
    'vital-event:write',
    'vital-event:read',
  ]);
  [pesawaran, pringsewu] = await Promise.all([source.office('18.09'), source.office('18.10')]);
});
afterAll(() => source?.close());

let families = 0;

/** A couple with a child, registered by the office as it pushes records. */
async function aFamily(office = pesawaran, village = EXAMPLE_VILLAGES.hanura) {
  const first = (families += 1) * 10;
  const card = aFamilyCard({}, first);
  const { kk } = card;
  const member = (number: number, relationToHead: string, more: Partial<PersonSubmission>) =>
    aPerson({ kk, relationToHead, ...livingIn(village), ...more }, first + number);
  const husband = member(0, '1', { maritalStatus: '2' });
  const wife = member(1, '3', { maritalStatus: '2', sex: 'P' });
  const child = member(2, '4', { birthDate: '2015-05-06' });
  for (const person of [husband, wife, child]) await office.put(`/v1/persons/${person.nik}`, person);
  const members = [husband, wife, child].map(({ nik, relationToHead = '' }) => ({ nik, relation: relationToHead }));
  const address = { street: 'JL. CONTOH NO. 1', village };
  expect(await office.put(`/v1/family-cards/${kk}`, { ...card, members, address })).toMatchObject({ status: 200 });
  return { kk, newKk: aFamilyCard({}, first + 1).kk, husband: husband.nik, wife: wife.nik, child: child.nik, first };
}
type Family = Awaited<ReturnType<typeof aFamily>>;

const birthIn = ({ kk, wife, husband, first }: Family, changes: object = {}) => ({
  ...{ ...REPORT, number: `AKTA-${randomUUID().slice(0, 18)}`, evidence: paper('birth-letter') },
  child: {
    ...{ nik: exampleNik(first + 5), name: 'BAYI REKAAN', sex: 'L', birthPlace: 'HANURA', religion: '1' },
    ...{ citizenship: '1', motherName: 'IBU REKAAN', motherNik: wife, fatherNik: husband, kk, relationToHead: '4' },
    ...changes,
  },
});
const deathOf = (nik: string, more: object = {}) => ({
  ...{ ...REPORT, number: `AKTA-${randomUUID().slice(0, 18)}`, evidence: paper('death-letter'), nik, ...more },
});
const personOf = async (nik: string) => (await pesawaran.get(`/v1/persons/${nik}`, READING)).body;
const cardOf = async (kk: string) => (await pesawaran.get(`/v1/family-cards/${kk}`, READING)).body;

interface SaidRow {
  readonly value: string;
  readonly parts: number;
}
/** What was said of the event with this id and in the same change. */
const saidWith = async (id: unknown) => {
  const rows = await source.database.query<SaidRow>(
    `select value, parts from outbox.change where tx in (select tx from outbox.change where entity_id = $1)
     order by seq`,
    [id],
  );
  return rows.map(({ value, parts }) => ({ parts, ...(JSON.parse(value) as ChangeEvent).change }));
};

describe('A report of a vital event', () => {
  it('changes persons and cards and says all of it as one change, dated when it happened', async () => {
    const family = await aFamily();
    const { status, body, headers } = await pesawaran.post('/v1/vital-events/births', birthIn(family));
    expect([status, body['verdict'], headers.get('etag')]).toEqual([200, 'stored', '"1"']);
    expect(await personOf(exampleNik(family.first + 5))).toMatchObject({ kk: family.kk, birthDate: REPORT.date });
    expect((await cardOf(family.kk))['members']).toHaveLength(4);
    const at = '2026-11-19T17:00:00.000Z';
    expect(await saidWith(body['id'])).toEqual([
      { type: 'vital-event.recorded', at, parts: 4 },
      { type: 'person.born', at, parts: 4 },
      { type: 'person-status.changed', at, parts: 4 },
      { type: 'family-card.member-joined', at, parts: 4 },
    ]);
  });

  it('of the death of a head issues the card anew, and old files that come after it change nothing', async () => {
    const { husband, wife, child, kk, newKk } = await aFamily();
    const members = [
      { nik: wife, relation: '1' },
      { nik: child, relation: '4' },
    ];
    const before = await personOf(husband);
    const report = deathOf(husband, { cards: [{ kk: newKk, head: wife, members }] });
    expect(await pesawaran.post('/v1/vital-events/deaths', report)).toMatchObject({ status: 200 });
    expect(await personOf(husband)).toMatchObject({ status: 'deceased', deathDate: REPORT.date });
    expect(await personOf(wife)).toMatchObject({ maritalStatus: '4', kk: newKk, relationToHead: '1' });
    expect([await cardOf(kk), await cardOf(newKk)]).toMatchObject([
      { status: 'closed', replacedBy: newKk },
      { status: 'active', head: wife },
    ]);
    const { id: _id, formerNiks: _niks, ...asBefore } = before;
    const late = await pesawaran.put(`/v1/persons/${husband}`, { ...asBefore, changedAt: '2026-11-21T00:00:00Z' });
    expect(late.body).toMatchObject({ verdict: 'stale' });
  });

  it('that is refused changes nothing and names rule, field and law', async () => {
    const { husband } = await aFamily();
    const { status, body } = await pesawaran.post('/v1/vital-events/deaths', deathOf(husband));
    expect(status).toBe(422);
    expect(body['errors']).toEqual([
      expect.objectContaining({ pointer: '/cards', rule: 'cards.needed', law: 'UU 23/2006 art. 62' }),
    ]);
    expect(await personOf(husband)).toMatchObject({ status: 'resident' });
  });

  it('is told apart by its number, and is answered once under its key', async () => {
    const family = await aFamily();
    const report = { ...birthIn(family), number: 'AKTA-SATU' };
    const key = { 'idempotency-key': randomUUID(), 'content-type': 'application/json' };
    const send = () => pesawaran.send('/v1/vital-events/births', undefined, JSON.stringify(report), key);
    const [first, again] = [await send(), await send()];
    expect(again.body).toEqual(first.body);
    const other = await pesawaran.post('/v1/vital-events/deaths', { ...deathOf(family.wife), number: 'AKTA-SATU' });
    expect(other.body['errors']).toEqual([expect.objectContaining({ rule: 'event.number-used' })]);
  });

  it('knows nobody of another office, and takes no number that another office has given', async () => {
    const [own, foreign] = [await aFamily(), await aFamily(pringsewu, EXAMPLE_VILLAGES.podomoro)];
    const refused = await pesawaran.post('/v1/vital-events/deaths', deathOf(foreign.wife));
    expect(refused.body['errors']).toEqual([expect.objectContaining({ rule: 'person.unknown' })]);
    const taken = await pesawaran.post('/v1/vital-events/births', birthIn(own, { nik: foreign.child }));
    expect([taken.status, taken.body['errors']]).toEqual([
      409,
      [expect.objectContaining({ pointer: '/child/nik', rule: 'nik.other-office' })],
    ]);
    const members = [
      { nik: own.wife, relation: '1' },
      { nik: own.child, relation: '4' },
    ];
    const cards = [{ kk: foreign.kk, head: own.wife, members }];
    expect(await pesawaran.post('/v1/vital-events/deaths', deathOf(own.husband, { cards }))).toMatchObject({
      status: 409,
      body: { errors: [{ rule: 'kk.other-office' }] },
    });
  });

  it('tells what is late or odd and takes it all the same', async () => {
    const { wife } = await aFamily();
    const { body } = await pesawaran.post('/v1/vital-events/deaths', deathOf(wife, { date: '2026-01-02' }));
    expect(body).toMatchObject({ verdict: 'stored', warnings: [{ pointer: '/reportedOn', rule: 'event.late' }] });
    const kept = await pesawaran.get(`/v1/vital-events/${String(body['id'])}`, READING);
    expect(kept.body).toMatchObject({ kind: 'death', office: '18.09', daysLate: 292, status: 'recorded' });
  });
});

describe('Events of one family at the same moment', () => {
  it('follow one another: no newborn is lost from the card', async () => {
    const family = await aFamily();
    const niks = Array.from({ length: 8 }, (_, n) => exampleNik(50_000 + n));
    const answers = await Promise.all(
      niks.map((nik) => pesawaran.post('/v1/vital-events/births', birthIn(family, { nik }))),
    );
    expect(answers.map(({ status }) => status)).toEqual(niks.map(() => 200));
    const members = (await cardOf(family.kk))['members'] as { nik: string }[];
    expect(
      members
        .map(({ nik }) => nik)
        .slice(3)
        .sort(),
    ).toEqual(niks);
  });

  it('give one NIK to one child, whoever is first', async () => {
    const families = [await aFamily(), await aFamily(), await aFamily(pringsewu, EXAMPLE_VILLAGES.podomoro)];
    const nik = exampleNik(60_000);
    const answers = await Promise.all(
      families.map((family, n) =>
        (n < 2 ? pesawaran : pringsewu).post('/v1/vital-events/births', birthIn(family, { nik })),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.every(({ status }) => [200, 409, 422].includes(status))).toBe(true);
    expect(await source.database.query('select from registry.person where nik = $1', [nik])).toHaveLength(1);
  });

  it('never break one another, whichever way they meet', async () => {
    const [one, other] = [await aFamily(), await aFamily()];
    const marriage = {
      ...{ ...REPORT, number: 'AKTA-KAWIN', evidence: paper('court-ruling') },
      ...{ husbandNik: one.husband, wifeNik: other.child },
    };
    const answers = await Promise.all([
      pesawaran.post('/v1/vital-events/marriages', marriage),
      pesawaran.post('/v1/vital-events/deaths', deathOf(one.wife)),
      pesawaran.post('/v1/vital-events/deaths', deathOf(other.wife)),
      pesawaran.post('/v1/vital-events/births', birthIn(other, { motherNik: undefined })),
      pesawaran.post('/v1/vital-events/births', birthIn(one)),
    ]);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    expect(await brokenHouseholds()).toEqual([]);
  });
});

/** Residents of 18.09 who stand on no active card, or on two, or on another than their record says. */
function brokenHouseholds(): Promise<object[]> {
  return source.database.query(
    `with card as (select record::jsonb as record from registry.family_card where status = 'active'),
          member as (select record ->> 'kk' as kk, m ->> 'nik' as nik from card, jsonb_array_elements(record -> 'members') m)
     select person.nik, array_agg(member.kk) from registry.person left join member using (nik)
     where status = 'resident' group by person.nik, person.record
     having array_agg(member.kk) is distinct from array[person.record::jsonb ->> 'kk']`,
  );
}

describe('An annulment', () => {
  const RULING = { ruling: '12/PDT.P/2026', ruledOn: '2026-11-23' };
  const annul = (id: unknown, ruling: object = RULING, office = pesawaran) =>
    office.post(`/v1/vital-events/${String(id)}/annulment`, ruling);

  it('of a death brings back the living, their card and their marriage, as of the day of the death', async () => {
    const { husband, wife, kk } = await aFamily();
    const before = [await personOf(husband), await personOf(wife), await cardOf(kk)];
    const { body } = await pesawaran.post('/v1/vital-events/deaths', deathOf(wife));
    expect(await annul(body['id'])).toMatchObject({ status: 200, body: { verdict: 'stored', version: 2 } });
    expect([await personOf(husband), await personOf(wife), await cardOf(kk)]).toEqual(before);
    expect(await annul(body['id'])).toMatchObject({ status: 422, body: { errors: [{ rule: 'annulment.again' }] } });
  });

  it('of a birth leaves an inactive person on no card', async () => {
    const family = await aFamily();
    const { body } = await pesawaran.post('/v1/vital-events/births', birthIn(family));
    await annul(body['id']);
    expect(await personOf(exampleNik(family.first + 5))).toMatchObject({ status: 'inactive' });
    expect((await cardOf(family.kk))['members']).toHaveLength(3);
    expect(await brokenHouseholds()).toEqual([]);
  });

  it('is refused once something was built upon the event', async () => {
    const family = await aFamily();
    const { body } = await pesawaran.post('/v1/vital-events/births', birthIn(family));
    await pesawaran.post('/v1/vital-events/deaths', deathOf(family.wife));
    expect(await annul(body['id'])).toMatchObject({ status: 422, body: { errors: [{ rule: 'annulment.overtaken' }] } });
  });

  it('and the event itself are unknown to another office, and events that never were to everybody', async () => {
    const { wife } = await aFamily();
    const { body } = await pesawaran.post('/v1/vital-events/deaths', deathOf(wife));
    expect((await annul(body['id'], RULING, pringsewu)).status).toBe(404);
    expect((await pringsewu.get(`/v1/vital-events/${String(body['id'])}`, READING)).status).toBe(404);
    for (const id of [randomUUID(), 'births']) expect([id, (await annul(id)).status]).toEqual([id, 404]);
    expect((await pesawaran.get('/v1/vital-events/none', READING)).status).toBe(404);
  });
});
