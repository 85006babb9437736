import { createTestDatabase, notebookMigrations, type TestDatabase } from '@satudata/testing';
import { QueryFailedError } from 'typeorm';
import { connectDatabase } from './connect.js';
import { isCollision } from './database-error.js';
import { prepared } from './prepared.js';
import { WHOLE_PROVINCE, type ScopedDatabase } from './scoped-database.js';

const ADD = 'insert into notebook.note values ($1, $2, $3)';

let test: TestDatabase;
let database: ScopedDatabase;

beforeAll(async () => {
  test = await createTestDatabase('notebook', [notebookMigrations]);
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

const add = (id: string) => database.inScope(WHOLE_PROVINCE, (manager) => prepared(manager, ADD, [id, 'ANI', '18.01']));

describe('a prepared statement', () => {
  it('is planned once for all transactions of its connection', async () => {
    await add('1');
    await add('2');
    const plans = await database.inScope(WHOLE_PROVINCE, (manager) =>
      prepared<{ runs: number }>(
        manager,
        `select (generic_plans + custom_plans)::int as runs from pg_prepared_statements where statement = $1`,
        [ADD],
      ),
    );
    expect(plans.rows).toEqual([{ runs: 2 }]);
  });

  it('belongs to its transaction: what fails later takes it back', async () => {
    const failing = database.inScope(WHOLE_PROVINCE, async (manager) => {
      await prepared(manager, ADD, ['1', 'ANI', '18.01']);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await test.query('select from notebook.note')).toHaveLength(0);
  });

  it('fails as any other statement does, and its error holds no values', async () => {
    await add('1');
    const error: unknown = await add('1').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(QueryFailedError);
    expect(isCollision(error)).toBe(true);
    expect((error as QueryFailedError).parameters).toEqual([]);
  });
});
