import { topicOf } from '@satudata/contracts';
import { InboxServer } from '@satudata/inbox';
import { connectDatabase, createLogger, type ScopedDatabase } from '@satudata/service-kit';
import { createTestDatabase, waitFor, type TestDatabase } from '@satudata/testing';
import { CONSUMER } from './consumer.js';
import { projectionOf, TOPICS_READ } from './projections.js';
import { schemas } from './schemas.js';
import { stepTwo } from './step-two.js';
import { messageOf, ToldLog } from './told/told-log.js';
import { aFamilyCard, aPerson, HANURA, nikOf, PODOMORO } from './told/told-records.js';

const PERSON = topicOf('population-registry', 'person');
const FAMILY = topicOf('population-registry', 'family-card');
const BATCH = topicOf('population-registry', 'intake-batch');
const CLOCK = topicOf('population-registry', 'clock');

let store: TestDatabase;
let database: ScopedDatabase;
let log: ToldLog;
let inbox: InboxServer;

beforeEach(async () => {
  store = await createTestDatabase('consolidation', schemas);
  database = await connectDatabase({
    url: store.appUrl,
    applicationName: 'store-spec',
    poolSize: 6,
    onError: () => undefined,
  });
  await open();
});

afterEach(async () => {
  await inbox.close();
  await database.close();
  await store.drop();
});

async function open(): Promise<void> {
  log = new ToldLog();
  inbox = new InboxServer({
    consumer: CONSUMER,
    database,
    reader: log,
    tasks: stepTwo,
    logger: createLogger('store-spec', 'warn'),
    topicDifferences: () => Promise.resolve([]),
    onFatal: (error) => {
      throw error;
    },
  });
  for (const topic of TOPICS_READ) inbox.addHandler(topic, () => Promise.resolve(projectionOf(topic)), true);
  inbox.listen(() => undefined);
  await log.started;
}

const settled = () =>
  waitFor('step 2 to have nothing left', async () => (await rows('select from inbox.todo')).length === 0, {
    within: 10_000,
  });

const rows = (sql: string) => store.query(sql);
const population = () => rows('select * from read.population where persons <> 0 order by village, sex');

describe('one person, told once', () => {
  beforeEach(async () => {
    await log.tell(PERSON, 0, [{ id: 'p1', version: 1, record: aPerson('p1') }]);
  });

  it('is counted in the village of residence', async () => {
    expect(await population()).toEqual([{ village: HANURA, sex: 'P', persons: '1' }]);
  });

  it('is kept word for word, with its history', async () => {
    expect(await rows('select source, entity, id, version, region from raw.record')).toEqual([
      { source: 'population-registry', entity: 'person', id: 'p1', version: '1', region: '18.09' },
    ]);
    expect(await rows('select value from raw.history')).toEqual(await rows('select value from raw.record'));
  });

  it('becomes a person linked to the record', async () => {
    await settled();
    const linked = await rows(`select p.nik, l.entity_id from core.person p join core.link l on l.person = p.id`);
    expect(linked).toEqual([{ nik: nikOf('p1'), entity_id: 'p1' }]);
  });
});
