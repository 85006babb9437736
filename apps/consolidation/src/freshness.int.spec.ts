import { topicOf } from '@satudata/contracts';
import { createTestDatabase, waitFor, type TestDatabase } from '@satudata/testing';
import { schemas } from './schemas.js';
import { aPerson } from './told/told-records.js';
import { ToldStore } from './told/told-store.js';

const PERSON = topicOf('population-registry', 'person');
const STATUS = topicOf('population-registry', 'person-status');
const BATCH = topicOf('population-registry', 'intake-batch');
const CLOCK = topicOf('population-registry', 'clock');
const SOURCE = '/population-registry';

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
const freshness = async () => {
  await settled();
  return store.rows(
    `select source, last_event_at at time zone 'UTC' as last_event, complete_until at time zone 'UTC' as complete,
            villages_reporting from read.freshness`,
  );
};
const tick = (version: number, at: string, through: readonly object[]) =>
  store.log.tell(CLOCK, 0, [
    { id: SOURCE, version, at, change: 'clock.ticked', record: { source: SOURCE, at, through } },
  ]);
const personsThrough = (next: number) => ({ topic: PERSON, partition: 0, next: String(next) });
const completeUntil = async () =>
  (await store.rows('select complete_until from read.freshness'))[0]?.['complete_until'] as Date | null;

describe('freshness', () => {
  it('says when the source last spoke and how many villages it speaks of', async () => {
    await store.log.tell(PERSON, 0, [{ id: 'p1', version: 1, record: aPerson('p1'), at: '2026-03-01T02:00:00Z' }]);
    expect(await freshness()).toEqual([
      {
        source: 'population-registry',
        last_event: new Date('2026-03-01T02:00:00Z'),
        complete: null,
        villages_reporting: 1,
      },
    ]);
  });

  it('is complete until the newest instant whose positions are all applied', async () => {
    await tick(1, '2026-03-01T02:00:00.000Z', [personsThrough(0)]);
    await tick(2, '2026-03-01T02:00:05.000Z', [personsThrough(1)]);
    expect(await completeUntil()).toEqual(new Date('2026-03-01T02:00:00.000Z'));
    await store.log.tell(PERSON, 0, [{ id: 'p1', version: 1, record: aPerson('p1') }]);
    expect(await completeUntil()).toEqual(new Date('2026-03-01T02:00:05.000Z'));
  });

  it('grows while a quiet source ticks, and stands still when the source stops', async () => {
    await tick(1, '2026-03-01T02:00:00.000Z', []);
    await tick(2, '2026-03-01T02:00:30.000Z', []);
    expect(await completeUntil()).toEqual(new Date('2026-03-01T02:00:30.000Z'));
  });

  it('does not wait for topics that the store does not read', async () => {
    await tick(1, '2026-03-01T02:00:00.000Z', [{ topic: STATUS, partition: 0, next: '77' }]);
    expect(await completeUntil()).toEqual(new Date('2026-03-01T02:00:00.000Z'));
  });

  it('never goes back when old ticks are dropped', async () => {
    await tick(1, '2026-03-01T02:00:00.000Z', []);
    const behind = Array.from({ length: 450 }, (_, index) => ({
      id: SOURCE,
      version: index + 2,
      change: 'clock.ticked',
      record: {
        source: SOURCE,
        at: new Date(Date.UTC(2026, 2, 1, 3, 0, index)).toISOString(),
        through: [personsThrough(9)],
      },
    }));
    await store.log.tell(CLOCK, 0, behind);
    await settled();
    expect(await completeUntil()).toEqual(new Date('2026-03-01T02:00:00.000Z'));
    expect(await store.rows('select count(*)::int from ops.clock')).toEqual([{ count: 400 }]);
  });
});

describe('the arrival of a pushed batch', () => {
  const finished = (events: number) => ({
    id: 'b1',
    version: 1,
    change: 'intake-batch.finished',
    record: { id: 'b1', client: 'disdukcapil-18.09', entity: 'person', events },
  });
  const persons = (...ids: string[]) => ids.map((id) => ({ id, version: 1, record: aPerson(id), batch: 'b1' }));
  const arrival = async () => {
    await settled();
    return store.rows('select batch, events, arrived, complete_at is not null as complete from ops.batch_arrival');
  };

  it('is complete when every event has arrived, over all partitions', async () => {
    await store.log.tell(PERSON, 0, persons('p1', 'p2'));
    await store.log.tell(BATCH, 0, [finished(3)]);
    expect(await arrival()).toEqual([{ batch: 'b1', events: 3, arrived: 2, complete: false }]);
    await store.log.tell(PERSON, 1, persons('p3'));
    expect(await arrival()).toEqual([{ batch: 'b1', events: 3, arrived: 3, complete: true }]);
  });

  it('leaves no parts behind once it is complete, and stays complete when it is told again', async () => {
    await store.log.tell(PERSON, 0, persons('p1'));
    await store.log.tell(BATCH, 0, [finished(2)]);
    await settled();
    const parts = () => store.rows('select arrived from ops.batch_part');
    expect(await parts()).toEqual([{ arrived: 1 }]);
    await store.log.tell(PERSON, 1, persons('p2'));
    const whole = [{ batch: 'b1', events: 2, arrived: 2, complete: true }];
    expect(await arrival()).toEqual(whole);
    expect(await parts()).toEqual([]);
    await store.log.tell(BATCH, 0, [{ ...finished(2), version: 2 }]);
    expect(await arrival()).toEqual(whole);
  });

  it('is not brought nearer by events that are said again', async () => {
    await store.log.tell(BATCH, 0, [finished(2)]);
    await store.log.tell(PERSON, 0, persons('p1'));
    await store.log.tell(PERSON, 0, persons('p1'));
    expect(await arrival()).toEqual([{ batch: 'b1', events: 2, arrived: 1, complete: false }]);
  });
});

describe('who may read', () => {
  it('lets the planner reader see counts and nobody', async () => {
    await store.log.tell(PERSON, 0, [{ id: 'p1', version: 1, record: aPerson('p1') }]);
    await settled();
    const may = await store.rows(
      `select table_schema from information_schema.table_privileges
        where grantee = 'planner_api_reader' group by table_schema`,
    );
    expect(may).toEqual([{ table_schema: 'read' }]);
    const kinds = await store.rows(
      `select distinct privilege_type from information_schema.table_privileges where grantee = 'planner_api_reader'`,
    );
    expect(kinds).toEqual([{ privilege_type: 'SELECT' }]);
  });

  it('forces a region policy on every table with people in it', async () => {
    const unprotected = await store.rows(
      `select t.relname from pg_class t join pg_namespace n on n.oid = t.relnamespace
        where n.nspname in ('raw', 'core') and t.relkind in ('r', 'p') and not t.relispartition
          and t.relname not in ('migration', 'village') and not (t.relrowsecurity and t.relforcerowsecurity)`,
    );
    expect(unprotected).toEqual([]);
  });
});
