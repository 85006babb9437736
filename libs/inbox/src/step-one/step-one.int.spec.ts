import type { LogBatch, LogMessage } from '@satudata/event-log';
import { connectDatabase, createLogger, WHOLE_PROVINCE, type ScopedDatabase } from '@satudata/service-kit';
import { createTestDatabase, type TestDatabase } from '@satudata/testing';
import { register } from 'prom-client';
import type { EntityManager } from 'typeorm';
import type { Projection } from '../events/projection.js';
import { inboxSchema } from '../index.js';
import { movePositions, openPosition, PositionMoved } from '../position/position.js';
import { seeing, seenSchema, type SeenEvent } from '../told/seen-events.js';
import { addTodo } from '../todo/todo.js';
import { toldEvent } from '../told/told-event.js';
import { ChunkHung } from './deadline.js';
import { StepOne, type StepOneParts } from './step-one.js';

const AT = { consumer: 'spec', topic: 't', partition: 0 };

let store: TestDatabase;
let database: ScopedDatabase;
let commits: number;
let stepOne: StepOne;

beforeAll(async () => {
  store = await createTestDatabase('consolidation', [inboxSchema, seenSchema]);
  database = await connectDatabase({
    url: store.appUrl,
    applicationName: 'step-one-spec',
    poolSize: 4,
    onError: () => undefined,
  });
}, 60_000);

beforeEach(async () => {
  await store.query('truncate inbox.position, inbox.parked, inbox.todo, seen.event');
  await inTransaction((manager) => openPosition(manager, AT));
  commits = 0;
  stepOne = stepOneWith({ afterCommit: () => (commits += 1) });
});

afterAll(async () => {
  await database.close();
  await store.drop();
});

const stepOneWith = (more: Partial<StepOneParts>) =>
  new StepOne({
    consumer: AT.consumer,
    database,
    logger: createLogger('step-one-spec', 'silent'),
    attemptWithinMs: 60_000,
    afterCommit: () => undefined,
    ...more,
  });

const inTransaction = <T>(work: (manager: EntityManager) => Promise<T>) => database.inScope(WHOLE_PROVINCE, work);
const bugsCounted = async () => {
  const metric = await register.getSingleMetric('satudata_inbox_bugs_total')?.get();
  return metric?.values.reduce((sum, { value }) => sum + value, 0) ?? 0;
};
const applied = async () =>
  (await store.query('select log_offset::int from seen.event order by 1')).map((row) => Number(row['log_offset']));
const next = async () => Number((await store.query('select next_offset from inbox.position'))[0]?.['next_offset']);

function batch(from: number, to: number, more: Partial<LogBatch> = {}): LogBatch {
  const messages = Array.from({ length: to - from + 1 }, (_, index) => message(from + index));
  return {
    topic: AT.topic,
    partition: AT.partition,
    messages,
    heartbeat: () => Promise.resolve(),
    isStale: () => false,
    ...more,
  };
}

const message = (offset: number): LogMessage => ({
  ...toldEvent(`k${offset}`, 1),
  offset: String(offset),
  appendedAt: 1_000 + offset,
});

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('two members that hold the same partition', () => {
  it('apply a batch once although both apply it at the same moment', async () => {
    await Promise.all([stepOne.apply(batch(0, 9), seeing), stepOne.apply(batch(0, 9), seeing)]);
    expect(await applied()).toEqual(range(0, 9));
    expect(await next()).toBe(10);
  });

  it('continue each other: of a late batch only what the successor has not applied', async () => {
    await stepOne.apply(batch(0, 4), seeing);
    await stepOne.apply(batch(2, 7), seeing);
    await stepOne.apply(batch(0, 3), seeing);
    expect(await applied()).toEqual(range(0, 7));
  });

  it('cannot move a position that is no longer where they found it', async () => {
    await stepOne.apply(batch(0, 4), seeing);
    const zombie = inTransaction(async (manager) => {
      await seeing.fold(manager, [{ key: 'k0', version: 1, offset: '0' }]);
      await movePositions(manager, AT, [{ partition: 0, from: 0n, to: { next: 1n, appendedAt: 0 } }]);
    });
    await expect(zombie).rejects.toThrow(PositionMoved);
    expect(await applied()).toEqual(range(0, 4));
  });
});

describe('batches of several partitions that come at the same moment', () => {
  const of = (partition: number, from: number, to: number, more: Partial<LogBatch> = {}) =>
    batch(from, to, { partition, ...more });
  const transactions = async () =>
    (await store.query('select distinct xmin from inbox.position where next_offset > 0')).length;
  const nexts = async () =>
    (await store.query('select next_offset::int from inbox.position order by partition')).map(
      (row) => row['next_offset'],
    );

  beforeEach(async () => {
    for (const partition of [1, 2]) await inTransaction((manager) => openPosition(manager, { ...AT, partition }));
  });

  it('are applied in one transaction', async () => {
    await Promise.all([0, 1, 2].map((partition) => stepOne.apply(of(partition, 0, 9), seeing)));
    expect([(await applied()).length, await nexts(), await transactions(), commits]).toEqual([30, [10, 10, 10], 1, 1]);
  });

  it('each say for themselves where they do not fit', async () => {
    await stepOne.apply(of(1, 0, 4), seeing);
    const ends = await Promise.all([of(0, 3, 9), of(1, 0, 4), of(2, 0, 1)].map((one) => stepOne.apply(one, seeing)));
    expect(ends).toEqual([{ kind: 'gap', readFrom: 0n }, { kind: 'applied' }, { kind: 'applied' }]);
    expect(await nexts()).toEqual([0, 5, 2]);
  });

  it('do not suffer from one another: the message that is refused is parked, all others are applied', async () => {
    const refusing: Projection<SeenEvent> = {
      ...seeing,
      async fold(manager, facts) {
        await seeing.fold(manager, facts);
        if (facts.some(({ key }) => key === 'k107')) await manager.query(`select 'x'::int`);
        return { applied: facts.length, stale: 0 };
      },
    };
    await inTransaction((manager) => manager.query('update inbox.position set next_offset = 100 where partition = 1'));
    await Promise.all([of(0, 0, 9), of(1, 100, 109), of(2, 0, 9)].map((one) => stepOne.apply(one, refusing)));
    expect(await store.query('select partition, log_offset::int from inbox.parked')).toEqual([
      { partition: 1, log_offset: 107 },
    ]);
    expect([(await applied()).length, await nexts()]).toEqual([29, [10, 110, 10]]);
  });

  it('are left by a member that lost one of them, and only that one', async () => {
    const ends = await Promise.all(
      [of(0, 0, 9), of(1, 0, 9, { isStale: () => true })].map((one) => stepOne.apply(one, seeing)),
    );
    expect(ends).toEqual([{ kind: 'applied' }, { kind: 'left' }]);
    expect(await nexts()).toEqual([10, 0, 0]);
  });
});

describe('a batch that does not fit', () => {
  it('is not applied when messages before it are missing, and says where to read again', async () => {
    await stepOne.apply(batch(0, 1), seeing);
    expect(await stepOne.apply(batch(5, 9), seeing)).toEqual({ kind: 'gap', readFrom: 2n });
    expect(await applied()).toEqual([0, 1]);
  });

  it('is left alone when the partition was taken away', async () => {
    expect(await stepOne.apply(batch(0, 9, { isStale: () => true }), seeing)).toEqual({ kind: 'left' });
    expect([await applied(), await next()]).toEqual([[], 0]);
  });

  it('is left between two chunks when the partition is taken away meanwhile, and what was applied stays', async () => {
    const taken = { heartbeats: 0 };
    const losing = batch(0, 4_999, {
      heartbeat: () => Promise.resolve(void (taken.heartbeats += 1)),
      isStale: () => taken.heartbeats > 0,
    });
    expect(await stepOne.apply(losing, seeing)).toEqual({ kind: 'left' });
    expect([(await applied()).length, await next()]).toEqual([2_000, 2_000]);
  });
});

describe('a database that is away for a while', () => {
  const away = () => Promise.reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }));

  it('is waited for with signs of life; nothing is skipped', async () => {
    let tries = 0;
    let heartbeats = 0;
    const patient = batch(0, 4, { heartbeat: () => Promise.resolve(void (heartbeats += 1)) });
    const folds: Projection<SeenEvent> = {
      ...seeing,
      fold: (manager, facts) => ((tries += 1) < 3 ? away() : seeing.fold(manager, facts)),
    };
    expect(await stepOne.apply(patient, folds)).toEqual({ kind: 'applied' });
    expect([await applied(), commits]).toEqual([range(0, 4), 1]);
    expect(heartbeats).toBeGreaterThanOrEqual(2);
  });

  it('is not waited for by a member that lost the partition', async () => {
    let tries = 0;
    const folds: Projection<SeenEvent> = { ...seeing, fold: () => ((tries += 1), away()) };
    expect(await stepOne.apply(batch(0, 4, { isStale: () => tries > 1 }), folds)).toEqual({ kind: 'left' });
    expect(await next()).toBe(0);
  });
});

describe('a message that the database refuses', () => {
  const refusing = (refused: readonly string[]): Projection<SeenEvent> => ({
    ...seeing,
    async fold(manager, facts) {
      await seeing.fold(manager, facts);
      if (facts.some(({ offset }) => refused.includes(offset))) await manager.query(`select 'x'::int`);
      return { applied: facts.length, stale: 0 };
    },
  });

  it('is found among a thousand and parked, and the others are applied', async () => {
    await stepOne.apply(batch(0, 999), refusing(['17', '640']));
    expect(await applied()).toEqual(range(0, 999).filter((offset) => offset !== 17 && offset !== 640));
    expect(await store.query('select log_offset::int, key, cause from inbox.parked order by 1')).toEqual([
      { log_offset: 17, key: 'k17', cause: 'the database refuses it (SQLSTATE 22P02)' },
      { log_offset: 640, key: 'k640', cause: 'the database refuses it (SQLSTATE 22P02)' },
    ]);
    expect(await next()).toBe(1_000);
  });

  it('costs few tries to find', async () => {
    let tries = 0;
    const counting = refusing(['321']);
    await stepOne.apply(batch(0, 999), {
      ...counting,
      fold: (manager, facts) => ((tries += 1), counting.fold(manager, facts as SeenEvent[])),
    });
    expect(tries).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(1_000)) + 1);
  });
});

describe('a bug', () => {
  const stumbling: Projection<SeenEvent> = {
    ...seeing,
    async fold(manager, facts) {
      if (facts.some(({ offset }) => offset === '640')) throw new TypeError(`cannot read 'nik' of 1809105705900001`);
      return seeing.fold(manager, facts);
    },
  };

  it('of the fold is found among a thousand messages and parked; the others are applied', async () => {
    await stepOne.apply(batch(0, 999), stumbling);
    expect(await applied()).toEqual(range(0, 999).filter((offset) => offset !== 640));
    expect(await store.query('select log_offset::int, cause from inbox.parked')).toEqual([
      { log_offset: 640, cause: 'folding it ended in TypeError' },
    ]);
  });

  it('is logged with its place in the code, without what the error quotes, and counted', async () => {
    const told: string[] = [];
    const logger = createLogger('step-one-spec', 'error', { write: (line: string) => void told.push(line) });
    const before = await bugsCounted();
    await store.query('update inbox.position set next_offset = 640');
    await stepOneWith({ logger }).apply(batch(640, 640), stumbling);
    expect(told.join()).toContain('parked because of a bug');
    expect(told.join()).toMatch(/step-one\.int\.spec/);
    expect(told.join()).not.toContain('1809105705900001');
    expect((await bugsCounted()) - before).toBe(1);
  });
});

describe('an attempt that hangs', () => {
  it('is given up, and neither its effects nor its locks stay behind', async () => {
    const hanging: Projection<SeenEvent> = {
      ...seeing,
      fold: async (manager, facts) => (await seeing.fold(manager, facts), new Promise(() => undefined)),
    };
    const short = stepOneWith({ attemptWithinMs: 300 });
    await expect(short.apply(batch(0, 4), hanging)).rejects.toThrow(ChunkHung);
    await stepOne.apply(batch(0, 4), seeing);
    expect(await applied()).toEqual(range(0, 4));
  });
});

describe('work left for step 2', () => {
  it('is left for the consumer whose chunk it was, whoever else folds with the same projection', async () => {
    const leaving: Projection<SeenEvent> = {
      ...seeing,
      async fold(manager, facts) {
        const keys = facts.map(({ key }) => key);
        await addTodo(manager, 'person', keys);
        return { applied: facts.length, stale: 0 };
      },
    };
    const other = { ...AT, consumer: 'other' };
    await inTransaction((manager) => openPosition(manager, other));
    const otherStepOne = stepOneWith({ consumer: 'other' });
    await stepOne.apply(batch(0, 0), leaving);
    await otherStepOne.apply(batch(0, 1), leaving);
    expect(await store.query('select consumer, subjects from inbox.todo order by seq')).toEqual([
      { consumer: 'spec', subjects: ['k0'] },
      { consumer: 'other', subjects: ['k0', 'k1'] },
    ]);
  });
});
