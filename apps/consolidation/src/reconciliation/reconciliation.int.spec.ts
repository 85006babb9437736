import { topicOf } from '@satudata/contracts';
import { findSuspects, idRange, SCAN_RANGES, unequalSums } from '@satudata/outbox';
import { connectDatabase, WHOLE_PROVINCE, type ScopedDatabase } from '@satudata/service-kit';
import { createTestDatabase, waitFor, type TestDatabase } from '@satudata/testing';
import type { EntityManager } from 'typeorm';
import { searchPathOf } from '../generation.js';
import { schemas } from '../schemas.js';
import { aPerson, HANURA, PODOMORO } from '../told/told-records.js';
import { ToldStore } from '../told/told-store.js';
import { examineStore } from './examine.js';
import { storeSide } from './store-side.js';

const SOURCE = 'population-registry';
const PERSON = topicOf(SOURCE, 'person');
const CLOCK = topicOf(SOURCE, 'clock');

let database: TestDatabase;
let store: ToldStore;
let scoped: ScopedDatabase;

beforeAll(async () => {
  database = await createTestDatabase('consolidation', schemas);
  store = await ToldStore.open(database);
  scoped = await connectDatabase({
    url: database.appUrl,
    applicationName: 'reconciliation-spec',
    poolSize: 2,
    searchPath: searchPathOf('live'),
    onError: () => undefined,
  });
}, 60_000);
beforeEach(() => store.clear());
afterAll(async () => {
  await scoped?.close();
  await store?.close();
  await database?.drop();
});

const asked = <T>(work: (manager: EntityManager) => Promise<T>) => scoped.inScope(WHOLE_PROVINCE, work);
const filled = () =>
  store.rows('select bucket, slot, records, sum from ops.reconciled_bucket where records <> 0 order by bucket, slot');
const unequal = () => asked((manager) => unequalSums(manager, '', SOURCE));

async function suspects(): Promise<string[]> {
  const persons = { source: SOURCE, entity: 'person' };
  const ranges = Array.from({ length: SCAN_RANGES }, (_, index) => idRange(index));
  const found = await asked(async (manager) => {
    const answers = [];
    for (const range of ranges) answers.push(await findSuspects(manager, storeSide, persons, range));
    return answers;
  });
  return found.flatMap(({ ids }) => ids);
}

/** The source's clock says that everything recorded up to here is told, and the sums follow. */
async function tick(at: string): Promise<void> {
  const record = { source: `/${SOURCE}`, at, through: [] };
  await store.log.tell(CLOCK, 0, [{ id: `/${SOURCE}`, version: Date.parse(at), record, change: 'clock.ticked', at }]);
  await waitFor(`sums through ${at}`, async () => (await sums()).through === at, { within: 15_000 });
}

async function sums(): Promise<{ through: string | undefined; buckets: unknown[] }> {
  const [row] = await store.rows('select through from ops.reconciled_until');
  const buckets = await store.rows(
    `select entity, region, sum(records)::int as records from ops.reconciled_bucket
      group by 1, 2 having sum(records) <> 0 order by 1, 2`,
  );
  return { through: (row?.['through'] as Date | undefined)?.toISOString(), buckets };
}

const T1 = '2026-03-01T02:00:00.000Z';
const T2 = '2026-03-01T02:00:10.000Z';
const person = (id: string, version: number, village = HANURA) => ({
  id,
  version,
  record: aPerson(id, { village }),
  at: T1,
});

describe('the sums of the store', () => {
  it('hold each record once, in the regency where it is now', async () => {
    await store.log.tell(PERSON, 0, [person('p1', 1), person('p1', 2, PODOMORO), person('p2', 1)]);
    await tick(T2);
    expect((await sums()).buckets).toEqual([
      { entity: 'person', region: '18.09', records: 1 },
      { entity: 'person', region: '18.10', records: 1 },
    ]);
    expect(await unequal()).toBe(0);
  });

  it('are the same however the log was cut, and whatever was told again', async () => {
    const all = [person('p1', 1), person('p2', 1), person('p1', 2, PODOMORO), person('p1', 3)];
    await store.log.tell(PERSON, 0, all);
    await tick(T2);
    const atOnce = await filled();
    await store.clear();
    for (const one of all) await store.log.tell(PERSON, 0, [one, ...all.slice(0, 1)]);
    await tick(T2);
    expect(await filled()).toEqual(atOnce);
    expect(await unequal()).toBe(0);
  });

  it('take in an event that comes after the clock it belongs before, as one does that was parked', async () => {
    await store.log.tell(PERSON, 0, [person('p1', 1)]);
    await tick(T2);
    await store.log.tell(PERSON, 0, [person('p2', 1)]);
    await tick('2026-03-01T02:00:20.000Z');
    expect((await sums()).buckets).toEqual([{ entity: 'person', region: '18.09', records: 2 }]);
    expect(await suspects()).toEqual([]);
  });

  it('find a pair of equal rows that an exclusive or would take for nothing', async () => {
    await store.log.tell(PERSON, 0, [person('p1', 1)]);
    await tick(T2);
    await store.rows(`insert into ops.reconciled_record select source, entity, 'x-' || n, version, region, 4711
      from ops.reconciled_record, generate_series(1, 2) n`);
    expect(await unequal()).toBeGreaterThan(0);
  });
});

/** What somebody at psql could do to the store. */
const FAULTS: Record<string, string> = {
  'the record is gone': `delete from raw.record where id = 'p1'`,
  'the record says something else': `update raw.record set value = replace(value, 'Warga', 'Orang') where id = 'p1'`,
  'the record says that it is gone': `update raw.record set deleted = true where id = 'p1'`,
  'the record lies in another regency': `update raw.record set region = '18.01' where id = 'p1'`,
  'the record is no longer JSON': `update raw.record set value = 'rusak' where id = 'p1'`,
  'an older version was put back': `update raw.record r set version = h.version, value = h.value
     from raw.history h where r.id = 'p1' and h.id = 'p1' and h.version = 1`,
  'the newest version left the history': `delete from raw.history where id = 'p1' and version = 2`,
  'the history says something else': `update raw.history set value = replace(value, 'Warga', 'Orang')
    where id = 'p1' and version = 2`,
  'the history has a version that nobody said': `insert into raw.history select source, entity, id, 9, tx, part, parts, batch,
      deleted, value, region, recorded_at, appended_at from raw.history where id = 'p1' and version = 2`,
};

describe('the scan of the store', () => {
  beforeEach(async () => {
    await store.log.tell(PERSON, 0, [person('p1', 1), person('p1', 2), person('p2', 1)]);
  });

  it('suspects nobody where nothing was done past the service, summed or not', async () => {
    expect(await suspects()).toEqual([]);
    await tick(T2);
    expect(await suspects()).toEqual([]);
  });

  it.each(Object.entries(FAULTS))('suspects exactly the record of which %s', async (_what, fault) => {
    await tick(T2);
    await store.rows(fault);
    expect(await suspects()).toEqual(['p1']);
  });

  it('suspects both of two rows put in by hand that say the same', async () => {
    await tick(T2);
    await store.rows(`insert into raw.record select source, entity, 'x-' || n, version, tx, part, parts, batch, deleted, value,
      region, recorded_at, appended_at from raw.record, generate_series(1, 2) n where id = 'p2'`);
    expect((await suspects()).sort()).toEqual(['x-1', 'x-2']);
  });

  it('is told what the store has of a record, and nothing of what it says', async () => {
    await tick(T2);
    const { completeUntil, records } = await asked((manager) =>
      examineStore(manager, SOURCE, 'person', ['p1', 'nobody']),
    );
    expect(completeUntil).toBe(T2);
    expect(records).toMatchObject([
      { id: 'nobody', region: '18', record: null, history: null, parked: false },
      { id: 'p1', region: '18.09', record: { version: 2, deleted: false }, history: { version: 2 }, parked: false },
    ]);
    expect(records[1]?.record?.hash).toBe(records[1]?.history?.hash);
    expect(JSON.stringify(records)).not.toContain('Warga');
  });
});

describe('a deletion that says nothing but who is gone', () => {
  it('leaves a tombstone that belongs to no regency, and counts nobody', async () => {
    await store.log.tell(PERSON, 0, [
      person('p1', 1),
      { id: 'p1', version: 2, record: { id: 'p1' }, deleted: true, at: T1 },
    ]);
    await tick(T2);
    expect(await store.rows(`select version, region, deleted from raw.record`)).toEqual([
      { version: '2', region: '18', deleted: true },
    ]);
    expect(await store.rows(`select from core.person`)).toEqual([]);
    expect(await store.rows(`select * from read.population where persons <> 0`)).toEqual([]);
    expect((await sums()).buckets).toEqual([{ entity: 'person', region: '18', records: 1 }]);
    expect(await suspects()).toEqual([]);
  });
});
