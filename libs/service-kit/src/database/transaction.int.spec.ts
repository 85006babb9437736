import { createTestDatabase, notebookMigrations, type TestDatabase } from '@satudata/testing';
import type { EntityManager } from 'typeorm';
import { connectDatabase } from './connect.js';
import { prepared } from './prepared.js';
import { WHOLE_PROVINCE, type ScopedDatabase } from './scoped-database.js';
import { beginOf, preparedBeforeCommit } from './transaction.js';

const ADD = 'insert into notebook.note values ($1, $2, $3)';

let test: TestDatabase;
let database: ScopedDatabase;

beforeAll(async () => {
  test = await createTestDatabase('notebook', [notebookMigrations]);
  // One connection: what a transaction leaves behind, the next one finds.
  database = await connectDatabase({
    url: test.appUrl,
    applicationName: 'spec',
    poolSize: 1,
    onError: () => undefined,
  });
});
beforeEach(() => test.query('delete from notebook.note'));
afterAll(async () => {
  await database.close();
  await test.drop();
});

const inScope = <T>(work: (manager: EntityManager) => Promise<T>, settings: Record<string, string> = {}) =>
  database.inScope(WHOLE_PROVINCE, work, settings);
const note = (id: string) => [id, 'ANI', '18.01'];
const notes = async () =>
  (await test.query<{ nik: string }>('select nik from notebook.note order by nik')).map(({ nik }) => nik);

describe('a transaction', () => {
  it('keeps what was sent without waiting for an answer, in the order of sending', async () => {
    await inScope(async (manager) => {
      preparedBeforeCommit(manager, ADD, note('1'));
      preparedBeforeCommit(manager, `update notebook.note set name = $1 where nik = '1'`, ['BUDI']);
    });
    expect(await test.query('select name from notebook.note')).toEqual([{ name: 'BUDI' }]);
  });

  it('fails with what nobody waited for, and keeps nothing', async () => {
    const failing = inScope(async (manager) => {
      await prepared(manager, ADD, note('1'));
      preparedBeforeCommit(manager, ADD, note('1'));
    });
    await expect(failing).rejects.toMatchObject({ driverError: { code: '23505' } });
    expect(await notes()).toEqual([]);
  });

  it('names what failed first, not what was refused because of it', async () => {
    const failing = inScope(async (manager) => {
      await prepared(manager, ADD, note('1'));
      preparedBeforeCommit(manager, ADD, note('1'));
      await manager.query('select 1');
    });
    await expect(failing).rejects.toMatchObject({ driverError: { code: '23505' } });
  });

  it('does nothing when its settings are refused, though its first statement is on the way', async () => {
    const failing = inScope((manager) => prepared(manager, ADD, note('1')), { statement_timeout: 'soon' });
    await expect(failing).rejects.toMatchObject({ driverError: { code: '22023' } });
    expect(await notes()).toEqual([]);
  });

  it('is not taken for done when a failure in it was passed over', async () => {
    const passing = inScope(async (manager) => {
      await manager.query('select 1 / 0').catch(() => undefined);
    });
    await expect(passing).rejects.toThrow('was taken back');
  });

  it('is undone when its work fails before the first answer', async () => {
    const failing = inScope((manager) => {
      preparedBeforeCommit(manager, ADD, note('1'));
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await notes()).toEqual([]);
  });

  it('leaves its connection fit for the next one, however it ended', async () => {
    await inScope((manager) => manager.query('select 1 / 0')).catch(() => undefined);
    await inScope((manager) => manager.query('select 1'), { statement_timeout: 'soon' }).catch(() => undefined);
    await inScope((manager) => prepared(manager, ADD, note('2')));
    expect(await notes()).toEqual(['2']);
  });

  it('takes nothing more once it has ended', async () => {
    const kept = await inScope(async (manager) => manager);
    expect(() => preparedBeforeCommit(kept, ADD, note('1'))).toThrow('no transaction was begun');
    await expect(beginOf(kept)).rejects.toThrow('no transaction was begun');
  });

  it('fails when its connection breaks, and the next one gets another', async () => {
    const broken = inScope(async (manager) => {
      const [{ pid }] = (await manager.query('select pg_backend_pid() as pid')) as [{ pid: number }];
      preparedBeforeCommit(manager, ADD, note('1'));
      await test.query('select pg_terminate_backend($1)', [pid]);
      await manager.query('select pg_sleep(10)');
    });
    await expect(broken).rejects.toThrow();
    await inScope((manager) => prepared(manager, ADD, note('2')));
    expect(await notes()).toEqual(['2']);
  });

  it('may lose its connection at any moment, and only it fails', async () => {
    const crowd = await connectDatabase({
      url: test.appUrl,
      applicationName: 'crowd',
      poolSize: 4,
      onError: () => undefined,
    });
    const add = (id: string) => crowd.inScope(WHOLE_PROVINCE, (manager) => prepared(manager, ADD, note(id)));
    const written: string[] = [];
    let isOver = false;
    const writers = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(async (name) => {
      for (let index = 0; !isOver; index += 1) {
        const id = `${name}${index}`;
        await add(id).then(
          () => written.push(id),
          () => undefined,
        );
      }
    });
    const cut = `select count(pg_terminate_backend(pid))::int as cut from pg_stat_activity where application_name = 'crowd'`;
    let cuts = 0;
    while (cuts < 300) cuts += (await test.query<{ cut: number }>(cut))[0]?.cut ?? 0;
    isOver = true;
    await Promise.all(writers);
    await crowd.close();
    expect(await notes()).toEqual(expect.arrayContaining(written));
  });
});
