import { connectDatabase, WHOLE_PROVINCE, type ScopedDatabase } from '@satudata/service-kit';
import { createTestDatabase, type TestDatabase } from '@satudata/testing';
import { searchPathOf } from '../generation.js';
import { schemas } from '../schemas.js';
import { HANURA, PODOMORO } from '../told/told-records.js';
import { foldCubes } from './fold-cubes.js';

let store: TestDatabase;
let database: ScopedDatabase;

beforeAll(async () => {
  store = await createTestDatabase('consolidation', schemas);
  database = await connectDatabase({
    url: store.appUrl,
    applicationName: 'fold-spec',
    poolSize: 2,
    searchPath: searchPathOf('live'),
    onError: () => undefined,
  });
}, 60_000);

beforeEach(() => store.query('truncate read.population_delta, read.population_ledger, read.population_checkpoint'));

afterAll(async () => {
  await database.close();
  await store.drop();
});

/** `count` deltas over two villages: an arrival each, and a departure of every tenth a day later. */
const append = (count: number) =>
  store.query(
    `insert into read.population_delta (village, sex, persons, valid_on, known_at)
     select case when n % 3 = 0 then $2 else $3 end, case when n % 2 = 0 then 'L' else 'P' end,
            case when n % 10 = 9 then -1 else 1 end, date '2026-03-01' + (n % 10 = 9)::int, to_timestamp(n % 5)
       from generate_series(1, $1::int) n`,
    [count, HANURA, PODOMORO],
  );
const fold = () => database.inScope(WHOLE_PROVINCE, (manager) => foldCubes(manager, ['population', 'family']));
const population = () => store.query('select * from read.population order by village, sex');
const open = async () => Number((await store.query('select count(*) from read.population_delta'))[0]?.['count']);
const byDay = () =>
  store.query(
    `select village, sex, valid_on, known_at, sum(persons)::int as persons
       from (select * from read.population_delta union all select * from read.population_ledger) part
      group by 1, 2, 3, 4 having sum(persons) <> 0 order by 1, 2, 3, 4`,
  );

describe('folding a cube', () => {
  it('changes no sum, neither now nor at any day', async () => {
    await append(6_000);
    const before = [await population(), await byDay()];
    await fold();
    expect(await open()).toBe(0);
    expect([await population(), await byDay()]).toEqual(before);
  });

  it('adds to what was folded before', async () => {
    await append(5_000);
    await fold();
    await append(5_000);
    const before = [await population(), await byDay()];
    await fold();
    expect([await population(), await byDay()]).toEqual(before);
    expect(await store.query('select count(*)::int from read.population_checkpoint')).toEqual([{ count: 4 }]);
  });

  it('waits until it is worth it', async () => {
    await append(4_999);
    await fold();
    expect(await open()).toBe(4_999);
  });
});
