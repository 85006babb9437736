import { topicOf } from '@satudata/contracts';
import { createTestDatabase, waitFor, type TestDatabase } from '@satudata/testing';
import fc from 'fast-check';
import { schemas } from './schemas.js';
import { messageOf, type Said } from './told/told-log.js';
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

afterAll(async () => {
  await store.close();
  await database.drop();
});

/** One partition's worth of events, in order, and where deliveries end. */
interface Told {
  readonly topic: string;
  readonly partition: number;
  readonly said: readonly Said[];
}

const villages = fc.constantFrom(HANURA, PODOMORO);
const persons = (ids: readonly string[]) =>
  fc.array(
    fc.record({
      id: fc.constantFrom(...ids),
      village: villages,
      status: fc.constantFrom('resident', 'deceased', 'departed'),
      nik: fc.constantFrom(...ids.map(nikOf), nikOf('shared')),
      day: fc.integer({ min: 1, max: 28 }),
      deleted: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12 },
  );
const cards = fc.array(
  fc.record({
    id: fc.constantFrom('k1', 'k2'),
    village: villages,
    members: fc.subarray(['p1', 'p2', 'p3', 'p4', 'shared'], { minLength: 1 }),
    status: fc.constantFrom('active', 'closed'),
  }),
  { maxLength: 6 },
);

/** Everything that happened, by partition: versions grow by one per record. */
const histories = fc.tuple(persons(['p1', 'p2']), persons(['p3', 'p4']), cards).map(([left, right, families]) => [
  { topic: PERSON, partition: 0, said: versioned(left.map(personSaid)) },
  { topic: PERSON, partition: 1, said: versioned(right.map(personSaid)) },
  { topic: FAMILY, partition: 0, said: versioned(families.map(cardSaid)) },
]);

type Unversioned = Omit<Said, 'version'>;
type PersonMove = { id: string; village: string; status: string; nik: string; day: number; deleted: boolean };
type CardMove = { id: string; village: string; status: string; members: string[] };

function personSaid({ id, village, status, nik, day, deleted }: PersonMove): Unversioned {
  const at = `2026-03-${String(day).padStart(2, '0')}T05:00:00Z`;
  return { id, at, record: { ...aPerson(id, { village, nik }), status }, ...(deleted && { deleted }) };
}

function cardSaid({ id, village, status, members }: CardMove): Unversioned {
  const named = members.map((member, index) => ({ nik: nikOf(member), relation: index === 0 ? '1' : '4' }));
  return { id, record: { ...aFamilyCard(id, named, { village }), status } };
}

function versioned(said: readonly Unversioned[]): Said[] {
  const versions = new Map<string, number>();
  return said.map((one) => {
    const version = (versions.get(one.id) ?? 0) + 1;
    versions.set(one.id, version);
    return { ...one, version };
  });
}

/** Cuts and interleaves: `choices` say which partition speaks next and how many events it says. */
async function tell(history: readonly Told[], choices: readonly number[]): Promise<void> {
  const waiting = history.map((part) => ({
    ...part,
    rest: store.log.append(
      part.topic,
      part.partition,
      part.said.map((one) => messageOf(part.topic, one)),
    ),
  }));
  for (let step = 0; waiting.some(({ rest }) => rest.length > 0); step += 1) {
    const open = waiting.filter(({ rest }) => rest.length > 0);
    const choice = choices[step % choices.length] ?? 0;
    const part = open[choice % open.length];
    const messages = part?.rest.splice(0, 1 + (choice % 4)) ?? [];
    if (part) await store.log.deliver(part.topic, part.partition, messages);
  }
  await waitFor('step 2 to have nothing left', () => store.isSettled(), { within: 15_000 });
}

async function views(): Promise<unknown> {
  return {
    population: await store.rows('select * from read.population where persons <> 0 order by village, sex'),
    byDay: await store.rows(
      `select village, sex, valid_on, sum(persons) from read.population_delta group by 1, 2, 3
       having sum(persons) <> 0 order by 1, 2, 3`,
    ),
    families: await store.rows('select * from read.families where families <> 0 order by village'),
    persons: await store.rows('select * from core.person order by id'),
    members: await store.rows('select * from core.household_member order by household, nik'),
    links: await store.rows('select * from core.link order by entity_id'),
    history: await store.rows('select entity, id, version from raw.history order by 1, 2, 3'),
  };
}

describe('the store', () => {
  it('is the same however partitions interleave and however batches are cut', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.array(fc.nat(11), { minLength: 1, maxLength: 30 }), async (history, choices) => {
        await store.clear();
        await tell(history, [3]);
        const once = await views();
        await store.clear();
        await tell(history, choices);
        expect(await views()).toEqual(once);
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  it('counts exactly the residents and active families of the newest versions', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.array(fc.nat(11), { minLength: 1, maxLength: 30 }), async (history, choices) => {
        await store.clear();
        await tell(history, choices);
        const [counted] = await store.rows('select coalesce(sum(persons), 0)::int as n from read.population');
        const [families] = await store.rows('select coalesce(sum(families), 0)::int as n from read.families');
        expect(counted?.['n']).toBe(newest(history, PERSON).filter(isResident).length);
        expect(families?.['n']).toBe(newest(history, FAMILY).filter(isActive).length);
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});

function newest(history: readonly Told[], topic: string): Said[] {
  const said = history.filter((part) => part.topic === topic).flatMap((part) => part.said);
  return [...new Map(said.map((one) => [one.id, one])).values()];
}

const statusOf = (said: Said) => (said.record as { status: string }).status;
const isResident = (said: Said) => statusOf(said) === 'resident' && !said.deleted;
const isActive = (said: Said) => statusOf(said) === 'active';
