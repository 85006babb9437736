import { randomUUID } from 'node:crypto';
import type { PersonSubmission } from '@satudata/contracts';
import { aFamilyCard, aPerson, EXAMPLE_VILLAGES, livingIn, openSource, rowsFound } from '@satudata/testing';
import type { Office, SourceService } from '@satudata/testing';
import { populationRegistry, populationRegistrySchemas } from './population-registry.js';

let source: SourceService;
let pesawaran: Office;
let pringsewu: Office;
let lampungSelatan: Office;

const READING = { purpose: 'civil-registration' };
const DAY = '2026-11-20';
const VALID = '2027-03-01';
const AT_HOME = { street: 'JL. CONTOH NO. 1', village: EXAMPLE_VILLAGES.hanura };
const AWAY = { street: 'JL. BARU NO. 2', village: EXAMPLE_VILLAGES.podomoro };

beforeAll(async () => {
  source = await openSource(populationRegistry, populationRegistrySchemas, [
    'person:write',
    'person:read',
    'family-card:write',
    'family-card:read',
    'move:write',
  ]);
  [pesawaran, pringsewu, lampungSelatan] = await Promise.all([
    source.office('18.09'),
    source.office('18.10'),
    source.office('18.01'),
  ]);
});
afterAll(() => source?.close());

let families = 0;

/** A couple in Hanura. */
async function aCouple() {
  const first = (families += 1) * 10;
  const { kk } = aFamilyCard({}, first);
  const member = (number: number, relationToHead: string, more: Partial<PersonSubmission>) =>
    aPerson({ kk, relationToHead, ...livingIn(EXAMPLE_VILLAGES.hanura), ...more }, first + number);
  const [husband, wife] = [member(0, '1', { maritalStatus: '2' }), member(1, '3', { maritalStatus: '2', sex: 'P' })];
  for (const person of [husband, wife]) await pesawaran.put(`/v1/persons/${person.nik}`, person);
  const members = [husband, wife].map(({ nik, relationToHead = '' }) => ({ nik, relation: relationToHead }));
  await pesawaran.put(`/v1/family-cards/${kk}`, aFamilyCard({ kk, head: husband.nik, members, address: AT_HOME }));
  const letter = `SKPWNI/${randomUUID().slice(0, 13)}`;
  return { ...{ kk, letter, husband: husband.nik, wife: wife.nik, members }, newKk: aFamilyCard({}, first + 1).kk };
}
type Couple = Awaited<ReturnType<typeof aCouple>>;

const depart = ({ letter, husband, wife }: Couple, more: object = {}) =>
  pesawaran.post('/v1/moves/departures', {
    ...{ number: letter, date: DAY, to: '18.10', validUntil: VALID, persons: [{ nik: husband }, { nik: wife }] },
    ...more,
  });
const arrivalOf = ({ letter, newKk, husband, members }: Couple, more: object = {}) => ({
  ...{ number: letter, date: DAY, cards: [{ kk: newKk, head: husband, members, address: AWAY }] },
  ...more,
});
const arrive = (couple: Couple, office = pringsewu, more: object = {}) =>
  office.post('/v1/moves/arrivals', arrivalOf(couple, more));
const ruleOf = ({ body }: { readonly body: Record<string, unknown> }) =>
  (body['errors'] as { rule: string }[] | undefined)?.map(({ rule }) => rule);
const stateOf = async (nik: string) => {
  const rows = await source.database.query<{ status: string; region: string }>(
    'select status, region from registry.person where nik = $1',
    [nik],
  );
  return rows.map(({ status, region }) => `${status} ${region}`);
};

describe('A move to another regency', () => {
  it('has two sides: in transit somebody is counted nowhere, is found by the origin, and arrives by the letter', async () => {
    const couple = await aCouple();
    expect(await depart(couple)).toMatchObject({ status: 200, body: { verdict: 'stored' } });
    expect(await stateOf(couple.wife)).toEqual(['in-transit 18.09']);
    expect((await pesawaran.get(`/v1/persons/${couple.wife}`, READING)).body).not.toHaveProperty('kk');
    expect((await pesawaran.get(`/v1/family-cards/${couple.kk}`, READING)).body).toMatchObject({ status: 'closed' });
    expect((await pringsewu.get(`/v1/persons/${couple.wife}`, READING)).status).toBe(404);

    expect(await arrive(couple)).toMatchObject({ status: 200, body: { version: 2 } });
    expect([await stateOf(couple.husband), await stateOf(couple.wife)]).toEqual([
      ['resident 18.10'],
      ['resident 18.10'],
    ]);
    expect((await pringsewu.get(`/v1/persons/${couple.wife}`, READING)).body).toMatchObject({
      ...{ kk: couple.newKk, relationToHead: '3' },
      residence: { address: AWAY, since: DAY },
    });
    expect((await pesawaran.get(`/v1/persons/${couple.wife}`, READING)).status).toBe(404);
  });

  it('leaves those who stay on a card of theirs', async () => {
    const couple = await aCouple();
    const persons = [{ nik: couple.husband }];
    expect(ruleOf(await depart(couple, { persons }))).toEqual(['cards.needed']);
    const cards = [{ kk: couple.newKk, head: couple.wife, members: [{ nik: couple.wife, relation: '1' }] }];
    expect(await depart(couple, { persons, cards })).toMatchObject({ status: 200 });
    expect((await pesawaran.get(`/v1/family-cards/${couple.newKk}`, READING)).body).toMatchObject({ status: 'active' });
  });

  it('out of the province ends here', async () => {
    const couple = await aCouple();
    await depart(couple, { to: '31.71' });
    expect(await stateOf(couple.wife)).toEqual(['departed 18.09']);
    expect(ruleOf(await arrive(couple))).toEqual(['move.letter-unknown']);
  });

  it('is taken back by the origin alone, before the arrival and not after it', async () => {
    const [taken, gone] = [await aCouple(), await aCouple()];
    for (const couple of [taken, gone]) await depart(couple);
    const back = (couple: Couple) =>
      arrivalOf(couple, { cards: [{ ...arrivalOf(couple).cards[0], address: AT_HOME }] });
    expect(ruleOf(await pringsewu.post('/v1/moves/cancellations', back(taken)))).toEqual(['move.letter-unknown']);
    expect(await pesawaran.post('/v1/moves/cancellations', back(taken))).toMatchObject({ status: 200 });
    expect(await stateOf(taken.wife)).toEqual(['resident 18.09']);
    expect(ruleOf(await arrive(taken))).toEqual(['move.letter-unknown']);

    await arrive(gone);
    expect(ruleOf(await pesawaran.post('/v1/moves/cancellations', back(gone)))).toEqual(['move.letter-unknown']);
    expect(await stateOf(gone.wife)).toEqual(['resident 18.10']);
  });

  it('ends in one regency only, whoever else shows the same letter at the same moment', async () => {
    for (let round = 0; round < 10; round++) {
      const couple = await aCouple();
      await depart(couple);
      const there = {
        cards: [{ ...arrivalOf(couple).cards[0], address: { ...AWAY, village: EXAMPLE_VILLAGES.cintaMulya } }],
      };
      const answers = await Promise.all([arrive(couple), arrive(couple, lampungSelatan, there), arrive(couple)]);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
      expect((await stateOf(couple.wife)).map((state) => state.split(' ')[0])).toEqual(['resident']);
    }
  });

  it.each<[rule: string, more: object]>([
    ['move.destination', { to: '18.09' }],
    ['move.destination', { to: '18.99' }],
    ['person.twice', { persons: [{ nik: '1809100208900001' }, { nik: '1809100208900001' }] }],
    ['date.future', { date: '2199-01-01' }],
  ])('is refused at its begin: %s', async (rule, more) => {
    const couple = await aCouple();
    const persons = [{ nik: couple.husband }, { nik: couple.husband }];
    const changed = 'persons' in more ? { ...more, persons } : more;
    expect(ruleOf(await depart(couple, changed))).toEqual([rule]);
    expect(await stateOf(couple.wife)).toEqual(['resident 18.09']);
  });

  it.each<[rule: string, more: (couple: Couple) => object]>([
    ['move.letter-unknown', () => ({ number: 'SKPWNI/NONE' })],
    ['move.before-departure', () => ({ date: '2026-11-19' })],
    [
      'move.without-card',
      ({ newKk, husband }) => ({
        cards: [{ kk: newKk, head: husband, members: [{ nik: husband, relation: '1' }], address: AWAY }],
      }),
    ],
    ['kk.other-office', (couple) => ({ cards: [{ ...arrivalOf(couple).cards[0], kk: couple.kk }] })],
    ['region.scope', (couple) => ({ cards: [{ ...arrivalOf(couple).cards[0], address: AT_HOME }] })],
  ])('is refused at its end: %s', async (rule, more) => {
    const couple = await aCouple();
    await depart(couple);
    expect(ruleOf(await arrive(couple, pringsewu, more(couple)))).toEqual([rule]);
    expect(await stateOf(couple.wife)).toEqual(['in-transit 18.09']);
  });

  it('is refused by an expired letter, and by one whose number was used', async () => {
    const [late, again] = [await aCouple(), await aCouple()];
    await depart(late, { date: '2026-01-02', validUntil: '2026-04-01' });
    expect(ruleOf(await arrive(late))).toEqual(['move.expired']);
    expect(ruleOf(await depart({ ...again, letter: late.letter }))).toEqual(['move.letter-used']);
  });
});

describe('A move inside the regency', () => {
  it('is one step: the card has another address, and its members live there', async () => {
    const { letter, kk, husband, wife, members } = await aCouple();
    const address = { street: 'JL. SEBELAH NO. 3', village: '18.09.10.2005' };
    const report = { number: letter, date: DAY, persons: [{ nik: husband }, { nik: wife }] };
    const cards = [{ kk, head: husband, members, address }];
    expect(await pesawaran.post('/v1/moves/local', { ...report, cards })).toMatchObject({ status: 200 });
    expect((await pesawaran.get(`/v1/persons/${wife}`, READING)).body).toMatchObject({
      residence: { address, since: DAY },
    });
    const again = { ...report, number: `${letter}-2`, cards };
    expect(ruleOf(await pesawaran.post('/v1/moves/local', again))).toEqual(['change.nothing']);
  });
});

describe('Who is in transit', () => {
  it('is shown to another office only under the letter, and to nobody under it once they have arrived', async () => {
    const couple = await aCouple();
    await depart(couple);
    const seen = (settings: Record<string, string>) =>
      Promise.all(
        [`registry.person where nik = '${couple.wife}'`, `registry.move where number = '${couple.letter}'`].map(
          (from) => rowsFound(source.database.appUrl, from, settings),
        ),
      );
    const stranger = { 'satudata.scope': '18.10' };
    expect(await seen(stranger)).toEqual([0, 0]);
    expect(await seen({ ...stranger, 'satudata.letter': 'SKPWNI/ANOTHER' })).toEqual([0, 0]);
    expect(await seen({ ...stranger, 'satudata.letter': couple.letter })).toEqual([1, 1]);
    await arrive(couple);
    expect(await seen({ 'satudata.scope': '18.09', 'satudata.letter': couple.letter })).toEqual([0, 0]);
  });
});
