import { randomUUID } from 'node:crypto';
import { connectDatabase, WHOLE_PROVINCE, type ScopedDatabase } from '@satudata/service-kit';
import { createTestDatabase, type TestDatabase } from '@satudata/testing';
import { DataSource } from 'typeorm';
import { outboxSchema } from '../index.js';
import { publish } from './publish.js';
import type { SourceEvent } from './source-event.js';

let database: TestDatabase;
let app: ScopedDatabase;

beforeAll(async () => {
  database = await createTestDatabase('population-registry', [outboxSchema]);
  app = await connectDatabase({ url: database.appUrl, applicationName: 'spec', poolSize: 4, onError: () => undefined });
});
afterAll(async () => {
  await app?.close();
  await database?.drop();
});

const event = (entityId: string, version = 1, region = '18.09'): SourceEvent => ({
  entity: 'person',
  entityId,
  version,
  type: 'person.recorded',
  at: '2026-01-01T00:00:00Z',
  record: { id: entityId, name: 'REKAAN' },
  region,
});
const say = (scope: string, ...events: SourceEvent[]) =>
  app.inScope({ regions: [scope] }, (manager) => publish(manager, 'population-registry', [events], {}));
const said = (scope: string, entityId: string) =>
  app.inScope({ regions: [scope] }, (manager) =>
    manager.query('select * from outbox.change where entity_id = $1', [entityId]),
  );
const queued = (entityId: string) =>
  database.query('select seq from outbox.outbox join outbox.change using (seq) where entity_id = $1', [entityId]);

describe('what a source says', () => {
  it('is refused outside a transaction: the change it tells of may still fail', async () => {
    const source = await new DataSource({ type: 'postgres', url: database.appUrl }).initialize();
    await expect(publish(source.manager, 'population-registry', [[event(randomUUID())]], {})).rejects.toThrow(
      'no transaction was begun',
    );
    await source.destroy();
  });

  it('is refused on a connection that has no transaction open, where each statement would commit by itself', async () => {
    const id = randomUUID();
    const source = await new DataSource({ type: 'postgres', url: database.appUrl }).initialize();
    const runner = source.createQueryRunner();
    await runner.connect();
    await expect(publish(runner.manager, 'population-registry', [[event(id)]], {})).rejects.toThrow(
      'no transaction was begun',
    );
    await runner.release();
    await source.destroy();
    expect(await queued(id)).toEqual([]);
  });

  it('is written to the log and the queue together', async () => {
    const id = randomUUID();
    await say('18.09', event(id));
    expect(await queued(id)).toHaveLength(1);
    expect(await said('18.09', id)).toMatchObject([
      { topic: 'satudata.population-registry.person.v1', key: id, version: '1', region: '18.09', part: 1, parts: 1 },
    ]);
  });

  it('is never said when its transaction is rolled back', async () => {
    const id = randomUUID();
    const failing = app.inScope(WHOLE_PROVINCE, async (manager) => {
      await publish(manager, 'population-registry', [[event(id)]], {});
      throw new Error('the change failed after all');
    });
    await expect(failing).rejects.toThrow('after all');
    expect([await queued(id), await said('18', id)]).toEqual([[], []]);
  });

  it('is recorded at the start of its transaction, the same in header and column', async () => {
    const id = randomUUID();
    const before = await database.query<{ now: Date }>('select now()');
    await say('18.09', event(id), event(id, 2));
    const rows = (await said('18.09', id)) as { recorded_at: Date; headers: string }[];
    const times = rows.map(({ headers }) => (JSON.parse(headers) as Record<string, string>)['ce_time']);
    expect(new Set(times)).toEqual(new Set([rows[0]?.recorded_at.toISOString()]));
    expect(rows[0]?.recorded_at.getTime()).toBeGreaterThanOrEqual(before[0]?.now.getTime() ?? Infinity);
  });

  it('keeps its order within one transaction', async () => {
    const id = randomUUID();
    await say('18.09', ...Array.from({ length: 500 }, (_, index) => event(id, index + 1)));
    const rows = await database.query<{ version: string }>(
      'select version from outbox.change where entity_id = $1 order by seq',
      [id],
    );
    expect(rows.map(({ version }) => Number(version))).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
  });

  it('cannot be said twice of one version', async () => {
    const id = randomUUID();
    await say('18.09', event(id));
    await expect(say('18.09', event(id))).rejects.toMatchObject({ code: '23505' });
  });
});

describe('the log of changes', () => {
  it('is seen by an office for its own region only', async () => {
    const id = randomUUID();
    await say('18.09', event(id));
    expect(await said('18.10', id)).toEqual([]);
    expect(await said('18', id)).toHaveLength(1);
    expect(await said('', id)).toEqual([]);
  });

  it('takes nothing from an office about another region', async () => {
    await expect(say('18.10', event(randomUUID(), 1, '18.09'))).rejects.toMatchObject({ code: '42501' });
  });

  it.each(['update outbox.change set version = 9', 'delete from outbox.change', 'truncate outbox.change'])(
    'cannot be undone by the service: %s',
    async (statement) => {
      await expect(app.inScope(WHOLE_PROVINCE, (manager) => manager.query(statement))).rejects.toMatchObject({
        code: '42501',
      });
    },
  );
});
