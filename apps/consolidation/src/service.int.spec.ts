import { randomUUID } from 'node:crypto';
import { topicOf } from '@satudata/contracts';
import { connectKafka, type LogWriter } from '@satudata/event-log';
import { openSource, testBrokers, type Office, waitFor, type SourceService } from '@satudata/testing';
import { consolidation } from './consolidation.js';
import type { ParkedList, ParkedSequenceAnswer } from './parked/parked.dto.js';
import type { PipelineAnswer } from './pipeline/pipeline.answer.js';
import { schemas } from './schemas.js';
import { messageOf } from './told/told-log.js';
import { aPerson, nikOf } from './told/told-records.js';

const PERSON = topicOf('population-registry', 'person');

let service: SourceService;
let writer: LogWriter;

beforeAll(async () => {
  service = await openSource(consolidation, schemas, ['operate']);
  writer = connectKafka({ brokers: testBrokers(), clientId: 'consolidation-spec' }).writer();
  await writer.connect();
}, 60_000);

afterAll(async () => {
  await writer?.close();
  await service?.close();
});

/** Ids of their own, and time to read: other specs speak on the same topics. */
const newId = () => `spec-${randomUUID().slice(0, 8)}`;
const say = (id: string, version: number, record: object = aPerson(id)) =>
  writer.append(PERSON, [messageOf(PERSON, { id, version, record })]);
const versionOf = async (id: string) =>
  (await service.database.query(`select version::int from core.person where entity_id = $1`, [id]))[0]?.['version'];
const arrives = (id: string, version: number) =>
  waitFor(`version ${version} of ${id}`, async () => (await versionOf(id)) === version, { within: 90_000 });
/** Page by page: what other specs say on the same topics may be parked as well. */
async function findParked(operator: Office, key: string): Promise<ParkedSequenceAnswer | undefined> {
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body }: { body: ParkedList } = await operator.get<ParkedList>(`/v1/parked${cursor && `?cursor=${cursor}`}`);
    const found = body.sequences.find((sequence) => sequence.key === key);
    if (found) return found;
    cursor = body.cursor;
  }
  return undefined;
}

describe('the consolidation service', () => {
  it('hears on a real broker what a source says', async () => {
    const id = newId();
    await say(id, 1);
    await arrives(id, 1);
    expect(await service.database.query('select count(*)::int from core.village')).toEqual([{ count: 2_651 }]);
  }, 120_000);

  it('goes on where it was after it was restarted', async () => {
    const id = newId();
    await say(id, 1);
    await arrives(id, 1);
    await service.restart();
    await say(id, 2);
    await arrives(id, 2);
    const history = await service.database.query('select version::int from raw.history where id = $1 order by 1', [id]);
    expect(history.map((row) => row['version'])).toEqual([1, 2]);
  }, 120_000);

  it('shows an operator the flow of each source and a stranger nothing, and tells the same at /metrics', async () => {
    const id = newId();
    await say(id, 1);
    await arrives(id, 1);
    const operator = await service.office('18', 'operator');
    const { body } = await operator.get<PipelineAnswer>('/v1/pipeline');
    expect(body.complaints).toEqual([]);
    const flow = body.sources.find(({ source }) => source === 'population-registry');
    const persons = flow?.partitions.filter(({ topic }) => topic === PERSON) ?? [];
    const ends = persons.map(({ end }) => Number(end));
    expect(ends.reduce((sum, end) => sum + end, 0)).toBeGreaterThan(0);
    expect(persons.map(({ next, lagEvents }) => Number(next) + (lagEvents ?? NaN))).toEqual(ends);
    expect((await fetch(`${operator.url}/v1/pipeline`)).status).toBe(401);
    const metrics = await (await fetch(`${operator.url}/metrics`)).text();
    expect(metrics).toContain(`satudata_pipeline_lag_events{topic="${PERSON}",partition="0"}`);
    expect(metrics).toContain(`satudata_pipeline_parked_events{topic="${PERSON}",partition="0"}`);
  }, 120_000);

  it('lets an operator see, retry and discard what could not be applied, and says who discarded it', async () => {
    const id = newId();
    await say(id, 1, { ...aPerson(id), status: 'unheard of' });
    await say(id, 2);
    const operator = await service.office('18', 'operator');
    const parkedOf = () => findParked(operator, id);
    const sequence = await waitFor(
      'both to be parked',
      async () => {
        const found = await parkedOf();
        return found?.events === 2 && found;
      },
      { within: 30_000 },
    );
    expect(sequence.cause).toMatch(/^record\.status is not one of/);
    const named = { topic: PERSON, key: id };
    expect(await operator.post('/v1/parked/retry', named)).toMatchObject({
      status: 200,
      body: { applied: 0, stuck: 1 },
    });
    const decision = { ...named, offset: sequence.firstOffset, reason: 'status tidak dikenal / unknown status' };
    expect(await operator.post('/v1/parked/discard', decision)).toMatchObject({
      status: 200,
      body: { applied: 1, stuck: 0 },
    });
    expect(await versionOf(id)).toBe(2);
    expect(await parkedOf()).toBeUndefined();
    const [kept] = await service.database.query('select discarded_by, reason from inbox.discarded');
    expect(kept).toEqual({ discarded_by: 'operator', reason: decision.reason });
    expect(await operator.post('/v1/parked/discard', decision)).toMatchObject({ status: 404 });
  }, 120_000);

  it.each([
    ['discard', { topic: PERSON, key: 'k', offset: '1' }, '/reason'],
    ['discard', { topic: PERSON, key: 'k', offset: '1', reason: 'pendek' }, '/reason'],
    ['retry', { topic: PERSON }, '/key'],
    ['retry-all', { topic: 7 }, '/topic'],
  ])('refuses %s of %j, naming the field', async (action, body, pointer) => {
    const operator = await service.office('18', 'operator');
    const answer = await operator.post(`/v1/parked/${action}`, body);
    expect(answer.status).toBe(422);
    expect(answer.body['errors']).toContainEqual(expect.objectContaining({ pointer }));
  });

  it('does not know a cursor that it never gave', async () => {
    const operator = await service.office('18', 'operator');
    expect(await operator.get('/v1/parked?cursor=x')).toMatchObject({
      status: 400,
      body: { errors: [{ parameter: 'cursor', rule: 'cursor.known' }] },
    });
  });

  it('takes one rebuild at a time from an operator, and tells how far it is', async () => {
    const operator = await service.office('18', 'operator');
    const { status, body } = await operator.post('/v1/rebuilds', { kind: 'rebuild' });
    expect(status).toBe(200);
    expect((await operator.post('/v1/rebuilds', { kind: 'step-back' })).status).toBe(409);
    expect((await operator.get(`/v1/rebuilds/${String(body['id'])}`)).body).toMatchObject({
      state: 'requested',
      eventsDone: '0',
      remainingSeconds: 0,
    });
    expect((await operator.post('/v1/rebuilds', { kind: 'forwards' })).status).toBe(422);
    expect((await operator.get('/v1/rebuilds/none')).status).toBe(404);
    expect((await fetch(`${operator.url}/v1/rebuilds`, { method: 'POST' })).status).toBe(401);
  });

  it('logs and parks without a NIK or a name', async () => {
    const [odd, whole] = [newId(), newId()];
    const secret = { nik: nikOf('secret'), name: `RAHASIA\u0000` };
    await say(odd, 1, aPerson(odd, secret));
    await say(`${odd}-2`, 1, { ...aPerson(odd, secret), status: secret.nik });
    await say(whole, 1);
    await arrives(whole, 1);
    const parked = await waitFor(
      'two parked events',
      async () => {
        const rows = await service.database.query('select cause from inbox.parked where key like $1', [`${odd}%`]);
        return rows.length === 2 && rows;
      },
      { within: 30_000 },
    );
    for (const text of [service.logged(), JSON.stringify(parked)]) {
      expect(text).not.toContain(secret.nik);
      expect(text).not.toContain('RAHASIA');
    }
  }, 120_000);
});
