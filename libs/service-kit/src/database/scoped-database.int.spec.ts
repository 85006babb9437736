import { createTestDatabase, notebookMigrations, type TestDatabase } from '@satudata/testing';
import { connectDatabase } from './connect.js';
import { migrateSchemas } from './migrate.js';
import { WHOLE_PROVINCE, type Scope, type ScopedDatabase } from './scoped-database.js';

let test: TestDatabase;
let database: ScopedDatabase;

beforeAll(async () => {
  test = await createTestDatabase('notebook', [notebookMigrations]);
  // One connection: what one transaction leaves behind, the next one finds.
  database = await connect(test.appUrl, 1);
});
beforeEach(() =>
  test.query(`insert into notebook.note values ('1', 'ANI', '18.01'), ('2', 'BUDI', '18.02'), ('3', 'CICI', '18.71')`),
);
afterEach(() => test.query('delete from notebook.note'));
afterAll(async () => {
  await database?.close();
  await test?.drop();
});

const connect = (url: string, poolSize: number, searchPath?: readonly string[]) =>
  connectDatabase({ url, applicationName: 'spec', poolSize, searchPath, onError: () => undefined });
const only = (...regions: string[]): Scope => ({ regions });
const run = <Row>(scope: Scope, sql: string) => database.inScope(scope, (manager) => manager.query<Row>(sql));
const regionsSeen = async (scope: Scope) => {
  const rows = await run<{ region: string }[]>(scope, 'select region from notebook.note order by region');
  return rows.map(({ region }) => region);
};

describe('work in a scope', () => {
  it.each<[string, Scope, string[]]>([
    ['one regency sees its own rows', only('18.01'), ['18.01']],
    ['two regencies see the rows of both', only('18.01', '18.71'), ['18.01', '18.71']],
    ['the province sees all', WHOLE_PROVINCE, ['18.01', '18.02', '18.71']],
    ['no region sees nothing', only(), []],
    ['a region without rows sees nothing', only('18.13'), []],
    ['another province sees nothing', only('1'), []],
    ['a code that only begins alike sees nothing', only('18.0'), []],
    ['a quote is a code like any other', only("'"), []],
  ])('%s', async (_what, scope, seen) => {
    expect(await regionsSeen(scope)).toEqual(seen);
  });

  it("cannot write a row into another's region", async () => {
    const insert = (region: string) => run(only('18.01'), `insert into notebook.note values ('9', 'X', '${region}')`);
    await expect(insert('18.02')).rejects.toMatchObject({ driverError: { code: '42501' } });
    await expect(insert('18.01')).resolves.toBeDefined();
  });

  it("can neither change nor remove another's row, nor move its own away", async () => {
    await run(only('18.01'), `update notebook.note set name = 'X'`);
    await run(only('18.02'), `delete from notebook.note`);
    await expect(run(only('18.01'), `update notebook.note set region = '18.02'`)).rejects.toMatchObject({
      driverError: { code: '42501' },
    });
    const rows = await test.query('select name, region from notebook.note order by region');
    expect(rows).toEqual([
      { name: 'X', region: '18.01' },
      { name: 'CICI', region: '18.71' },
    ]);
  });

  it('finds tables named without a schema in the search path of its database, and nowhere else', async () => {
    const count = 'select count(*)::int as notes from note';
    const withPath = await connect(test.appUrl, 1, ['nowhere', 'notebook']);
    const found = await withPath.inScope(WHOLE_PROVINCE, (manager) => manager.query(count));
    await withPath.close();
    expect(found).toEqual([{ notes: 3 }]);
    await expect(run(WHOLE_PROVINCE, count)).rejects.toMatchObject({ driverError: { code: '42P01' } });
  });

  it('leaves nothing to the next transaction on the same connection', async () => {
    expect(await regionsSeen(WHOLE_PROVINCE)).toHaveLength(3);
    expect(await regionsSeen(only())).toEqual([]);
    expect(await regionsSeen(only('18.02'))).toEqual(['18.02']);
  });

  it('leaves nothing behind when it fails', async () => {
    await expect(run(WHOLE_PROVINCE, 'select 1/0')).rejects.toThrow();
    await expect(
      database.inScope(WHOLE_PROVINCE, async (manager) => {
        await manager.query(`update notebook.note set name = 'X'`);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await regionsSeen(only())).toEqual([]);
    expect(await test.query(`select from notebook.note where name = 'X'`)).toEqual([]);
  });
});

describe('the database itself', () => {
  it.each(['app', 'owner'])('shows no row to the %s outside of any scope', async (role) => {
    const other = await connect(role === 'app' ? test.appUrl : test.ownerUrl, 1);
    // `inScope` is the only way in for services; a transaction that sets the scope to nothing stands for none.
    const rows = await other.inScope(only(), async (manager) => {
      await manager.query('reset satudata.scope');
      return manager.query<unknown[]>('select * from notebook.note');
    });
    await other.close();
    expect(rows).toEqual([]);
  });

  it('gives the app role no way around its policies', async () => {
    const [role] = await test.query(
      `select rolbypassrls, rolsuper, pg_has_role('notebook_app', 'notebook_owner', 'member') as owns
       from pg_roles where rolname = 'notebook_app'`,
    );
    expect(role).toEqual({ rolbypassrls: false, rolsuper: false, owns: false });
    await expect(run(WHOLE_PROVINCE, 'alter table notebook.note disable row level security')).rejects.toMatchObject({
      driverError: { code: '42501' },
    });
  });

  it('is the same after its migrations ran again', async () => {
    await migrateSchemas(test.ownerUrl, [notebookMigrations]);
    expect(await regionsSeen(WHOLE_PROVINCE)).toHaveLength(3);
  });
});
