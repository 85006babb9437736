import { topicOf } from '@satudata/contracts';
import { createTestDatabase, waitFor, type TestDatabase } from '@satudata/testing';
import { schemas } from './schemas.js';
import type { Said } from './told/told-log.js';
import { messageOf } from './told/told-log.js';
import { aFamilyCard, aPerson, HANURA, nikOf, PODOMORO } from './told/told-records.js';
import { ToldStore } from './told/told-store.js';

const PERSON = topicOf('population-registry', 'person');
const FAMILY = topicOf('population-registry', 'family-card');

let database: TestDatabase;
let store: ToldStore;

beforeAll(async () => {
  database = await createTestDatabase('consolidation', schemas);
  store = await ToldStore.open(database);
}, 60_000);

beforeEach(() => store.clear());

afterAll(async () => {
  await store.close();
  await database.drop();
});

const settled = () => waitFor('step 2 to have nothing left', () => store.isSettled(), { within: 15_000 });
const population = () => store.rows('select * from read.population where persons <> 0 order by village, sex');
const families = () => store.rows('select * from read.families where families <> 0 order by village');
const version = (id: string, number: number, more: Partial<Said> = {}): Said => ({
  id,
  version: number,
  record: aPerson(id),
  ...more,
});

describe('a person told once', () => {
  beforeEach(() => store.log.tell(PERSON, 0, [version('p1', 1)]));

  it('is counted in the village of residence', async () => {
    expect(await population()).toEqual([{ village: HANURA, sex: 'P', persons: '1' }]);
  });

  it('is kept word for word, with its history', async () => {
    expect(await store.rows('select source, entity, id, version, region from raw.record')).toEqual([
      { source: 'population-registry', entity: 'person', id: 'p1', version: '1', region: '18.09' },
    ]);
    expect(await store.rows('select value from raw.history')).toEqual(await store.rows('select value from raw.record'));
  });

  it('becomes a person linked to the record', async () => {
    await settled();
    const linked = await store.rows('select p.nik, l.entity_id from core.person p join core.link l on l.person = p.id');
    expect(linked).toEqual([{ nik: nikOf('p1'), entity_id: 'p1' }]);
  });
});

describe('events that say nothing new', () => {
  it('change nothing when the same batch is delivered twice', async () => {
    const messages = await store.log.tell(PERSON, 0, [version('p1', 1), version('p2', 1)]);
    const before = await everything();
    await store.log.deliver(PERSON, 0, messages);
    expect(await everything()).toEqual(before);
  });

  it('change nothing when the relay says them again at the end of the log', async () => {
    const said = [version('p1', 1, { batch: 'b1' }), version('p2', 1, { batch: 'b1' })];
    await store.log.tell(PERSON, 0, said);
    const before = await everything();
    await store.log.tell(PERSON, 0, said);
    expect(await everything()).toEqual(before);
    expect(await store.rows('select arrived from ops.batch_part')).toEqual([{ arrived: 2 }]);
  });

  it('leave row, cube and history alone when an older version follows a newer one', async () => {
    const first = version('p1', 1, { record: aPerson('p1', { village: PODOMORO }) });
    await store.log.tell(PERSON, 0, [first, version('p1', 2)]);
    const before = await everything();
    await store.log.tell(PERSON, 0, [first]);
    expect(await everything()).toEqual(before);
  });
});

describe('versions of one person in one batch', () => {
  it('leave the newest in the row and each of them in the history', async () => {
    await store.log.tell(PERSON, 0, [
      version('p1', 1, { record: aPerson('p1', { village: PODOMORO }) }),
      version('p1', 2, { record: aPerson('p1', { village: HANURA }) }),
    ]);
    expect(await population()).toEqual([{ village: HANURA, sex: 'P', persons: '1' }]);
    expect(await store.rows('select version from raw.record')).toEqual([{ version: '2' }]);
    expect(await store.rows('select version from raw.history order by version')).toEqual([
      { version: '1' },
      { version: '2' },
    ]);
  });

  it('count where the person lived on each day', async () => {
    await store.log.tell(PERSON, 0, [
      version('p1', 1, { at: '2026-03-01T02:00:00Z' }),
      version('p1', 2, { at: '2026-03-31T17:30:00Z', record: aPerson('p1', { status: 'deceased' }) }),
    ]);
    const deltas = await store.rows(
      'select persons, valid_on::text from read.population_delta order by valid_on, persons',
    );
    expect(deltas).toEqual([
      { persons: 1, valid_on: '2026-03-01' },
      { persons: -1, valid_on: '2026-04-01' },
    ]);
  });
});

describe('a resident who is no longer one', () => {
  beforeEach(() => store.log.tell(PERSON, 0, [version('p1', 1), version('p2', 1)]));

  it.each(['deceased', 'departed', 'in-transit', 'inactive'] as const)('is not counted when %s', async (status) => {
    await store.log.tell(PERSON, 0, [version('p1', 2, { record: aPerson('p1', { status }) })]);
    expect(await population()).toEqual([{ village: HANURA, sex: 'P', persons: '1' }]);
    expect(await store.rows(`select count(*)::int from core.person where status = 'resident'`)).toEqual([{ count: 1 }]);
  });

  it('leaves core but not raw when the record is deleted, and an older version brings nothing back', async () => {
    await store.log.tell(PERSON, 0, [version('p1', 3, { deleted: true })]);
    await store.log.tell(PERSON, 0, [version('p1', 2)]);
    await settled();
    expect(await population()).toEqual([{ village: HANURA, sex: 'P', persons: '1' }]);
    expect(await store.rows('select entity_id from core.person')).toEqual([{ entity_id: 'p2' }]);
    expect(await store.rows('select entity_id from core.link')).toEqual([{ entity_id: 'p2' }]);
    expect(await store.rows(`select version, deleted from raw.record where id = 'p1'`)).toEqual([
      { version: '3', deleted: true },
    ]);
  });
});

describe('a household and its persons', () => {
  const members = [
    { nik: nikOf('p1'), relation: '1' },
    { nik: nikOf('p2'), relation: '4' },
  ];
  const tellPersons = () => store.log.tell(PERSON, 0, [version('p1', 1), version('p2', 1)]);
  const tellHousehold = (number = 1, some = members) =>
    store.log.tell(FAMILY, 1, [{ id: 'k1', version: number, record: aFamilyCard('k1', some) }]);
  const core = async () => {
    await settled();
    return store.rows(
      `select k.id, k.size, k.village, m.nik, m.relation, p.entity_id from core.household k
         join core.household_member m on m.household = k.id left join core.person p on p.id = m.person order by m.nik`,
    );
  };

  it('give the same core whichever is heard first', async () => {
    await tellPersons();
    await tellHousehold();
    const personsFirst = await core();
    await store.clear();
    await tellHousehold();
    await settled();
    await tellPersons();
    expect(await core()).toEqual(personsFirst);
    expect(personsFirst.map((member) => member['entity_id']).sort()).toEqual(['p1', 'p2']);
  });

  it('find each other when both arrive at the same moment in different partitions', async () => {
    await Promise.all([tellPersons(), tellHousehold()]);
    expect((await core()).map((member) => member['entity_id']).sort()).toEqual(['p1', 'p2']);
  });

  it('count as one family while the card is active', async () => {
    await tellHousehold();
    expect(await families()).toEqual([{ village: HANURA, families: '1' }]);
    await store.log.tell(FAMILY, 1, [
      { id: 'k1', version: 2, record: aFamilyCard('k1', members, { status: 'closed' }) },
    ]);
    expect(await families()).toEqual([]);
  });

  it('part when a member leaves, and know each other again after a corrected NIK', async () => {
    await tellPersons();
    await tellHousehold();
    await tellHousehold(2, members.slice(0, 1));
    expect((await core()).map((member) => member['entity_id'])).toEqual(['p1']);
    await store.log.tell(PERSON, 0, [version('p1', 2, { record: aPerson('p1', { nik: nikOf('corrected') }) })]);
    expect((await core()).map((member) => member['entity_id'])).toEqual([null]);
    await tellHousehold(3, [{ nik: nikOf('corrected'), relation: '1' }]);
    expect((await core()).map((member) => member['entity_id'])).toEqual(['p1']);
  });

  it('leave core when the card is deleted', async () => {
    await tellHousehold();
    await store.log.tell(FAMILY, 1, [{ id: 'k1', version: 2, record: aFamilyCard('k1', members), deleted: true }]);
    expect(await core()).toEqual([]);
    expect(await families()).toEqual([]);
  });
});

describe('an event that cannot be understood', () => {
  const broken = { ...messageOf(PERSON, version('bad', 1)), value: Buffer.from('{"version":1,') };
  const parked = () => store.rows('select key, cause from inbox.parked order by partition, log_offset');

  it('waits with everything after it of the same key, while others go on', async () => {
    const messages = store.log.append(PERSON, 0, [
      broken,
      messageOf(PERSON, version('bad', 2)),
      messageOf(PERSON, version('p1', 1)),
    ]);
    await store.log.deliver(PERSON, 0, messages);
    await store.log.tell(PERSON, 0, [version('bad', 3), version('p2', 1)]);
    expect(await parked()).toEqual([
      { key: 'bad', cause: 'the value is not JSON' },
      { key: 'bad', cause: 'an earlier event of the same key waits' },
      { key: 'bad', cause: 'an earlier event of the same key waits' },
    ]);
    expect(await population()).toEqual([{ village: HANURA, sex: 'P', persons: '2' }]);
  });

  it.each([
    [
      'a record without address',
      { record: { ...aPerson('bad'), residence: {} } },
      'record.residence.address is not an object',
    ],
    ['an unknown status', { record: { ...aPerson('bad'), status: 'ghost' } }, 'record.status is not one of resident,'],
    [
      'a name with a NUL',
      { record: aPerson('bad', { name: 'Siti\u0000' }) },
      'the database refuses it (SQLSTATE 22021)',
    ],
    ['an impossible date', { record: aPerson('bad', { birthDate: '1990-02-30' }) }, 'record.birthDate is not a date'],
  ])('is told by its cause: %s', async (_what, more, cause) => {
    const others = Array.from({ length: 40 }, (_, index) => version(`p${index}`, 1));
    await store.log.tell(PERSON, 0, [...others.slice(0, 17), version('bad', 1, more), ...others.slice(17)]);
    expect(await parked()).toEqual([{ key: 'bad', cause: expect.stringContaining(cause) }]);
    expect(await population()).toEqual([{ village: HANURA, sex: 'P', persons: '40' }]);
  });

  it('keeps unknown fields of a newer edition in raw and folds the rest', async () => {
    await store.log.tell(PERSON, 0, [version('p1', 1, { record: { ...aPerson('p1'), favouriteFruit: 'duku' } })]);
    expect(await store.rows(`select value like '%duku%' as kept from raw.record`)).toEqual([{ kept: true }]);
    expect(await population()).toHaveLength(1);
  });
});

async function everything(): Promise<unknown> {
  await settled();
  return {
    population: await population(),
    persons: await store.rows('select * from core.person order by id'),
    records: await store.rows('select entity, id, version, value, appended_at from raw.record order by entity, id'),
    history: await store.rows('select entity, id, version, value from raw.history order by entity, id, version'),
    deltas: await store.rows('select village, sex, persons, valid_on from read.population_delta order by 1, 2, 3, 4'),
  };
}
