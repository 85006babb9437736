import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { aPerson, openSource, waitFor, type Office, type SourceService } from '@satudata/testing';
import { decodeJwt } from 'jose';
import { populationRegistry, populationRegistrySchemas } from './population-registry.js';

const PERSONS = '/v1/persons/batches';
const CHUNK = 1_000;
const CANCELLED = 'urn:satudata:problem:batch-cancelled';

let source: SourceService;
let office: Office;
let next = 0;

beforeAll(async () => {
  source = await openSource(populationRegistry, populationRegistrySchemas, [
    'person:write',
    'batch:read',
    'batch:cancel',
  ]);
  office = await source.office('18.09');
});
afterAll(() => source?.close());

interface Told {
  readonly id: string;
  readonly status: string;
  readonly committedLines: number;
  readonly verdicts: { readonly stored: number };
}

const newLines = (count: number) =>
  Array.from({ length: count }, () => `${JSON.stringify(aPerson({}, (next += 1)))}\n`).join('');
const batchOf = async (key: string) =>
  (await office.get<{ batches: Told[] }>(`/v1/batches?key=${key}`)).body.batches[0];
const committed = (key: string, lines: number) =>
  waitFor(
    `${lines} committed lines`,
    async () => {
      const batch = await batchOf(key);
      return batch && batch.committedLines >= lines && batch;
    },
    { within: 20_000 },
  );
const cancel = (id: string, by = office) => by.delete(`/v1/batches/${id}`);
const receiptOf = async (id: string) => decodeJwt((await office.text(`/v1/batches/${id}/receipt`)).text);
const saidOf = (id: string) =>
  source.database.query<{ entity: string; said: number }>(
    `select entity, count(*)::int as said from outbox.change where batch = $1 and entity = 'person' group by entity
     union all
     select headers::json->>'ce_type', (value::json->'record'->>'events')::int from outbox.change
     where entity = 'intake-batch' and entity_id = $1::text`,
    [id],
  );
const cancelledEvent = 'id.lampung.satudata.population-registry.intake-batch.cancelled';

describe('a batch that its sender cancels while sending it', () => {
  const key = 'cancelled';
  let answer: IncomingMessage;
  let told: Awaited<ReturnType<typeof cancel>>;
  let id: string;

  beforeAll(async () => {
    const sending = office.begin(PERSONS, key);
    sending.write(newLines(2 * CHUNK + 500));
    ({ id } = await committed(key, 2 * CHUNK));
    told = await cancel(id);
    const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
    sending.end(newLines(2 * CHUNK));
    [answer] = await answered;
  });

  it('ends after its last whole chunk', () => {
    expect(told).toMatchObject({
      status: 200,
      body: { status: 'cancelled', lines: 2 * CHUNK, committedLines: 2 * CHUNK, verdicts: { stored: 2 * CHUNK } },
    });
  });

  it('takes nothing more of its sender under way, who is told why', async () => {
    expect([answer.statusCode, await json(answer)]).toMatchObject([409, { type: CANCELLED }]);
    expect(await batchOf(key)).toEqual(told.body);
  });

  it('is not taken up again under its key', async () => {
    const again = await office.send(PERSONS, key, newLines(1));
    expect(again).toMatchObject({ status: 409, body: { type: CANCELLED } });
    expect(again.headers.get('retry-after')).toBeNull();
  });

  it('tells what became of the lines it took, and of those alone', async () => {
    const verdicts = await office.lines<{ line: number; outcome: string }>(`/v1/batches/${id}/verdicts`);
    expect(verdicts.map(({ line }) => line)).toEqual(Array.from({ length: 2 * CHUNK }, (_, at) => at + 1));
    expect(new Set(verdicts.map(({ outcome }) => outcome))).toEqual(new Set(['stored']));
  });

  it('is said on the log as ended, with the events it made, so that the store can sign their arrival', async () => {
    expect(await saidOf(id)).toEqual([
      { entity: 'person', said: 2 * CHUNK },
      { entity: cancelledEvent, said: 2 * CHUNK },
    ]);
  });

  it('has a receipt that says it was cancelled, and for which lines it stands', async () => {
    const receipt = await receiptOf(id);
    expect(receipt).toMatchObject({ sub: id, status: 'cancelled', lines: 2 * CHUNK, verdicts: { stored: 2 * CHUNK } });
    expect(receipt['digest']).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is answered the same however often it is cancelled, and said on the log once', async () => {
    const answers = await Promise.all([cancel(id), cancel(id), cancel(id)]);
    for (const { status, body } of answers) expect([status, body]).toEqual([200, told.body]);
    expect(await saidOf(id)).toHaveLength(2);
  });
});

describe('a cancellation', () => {
  it('that meets chunks being committed leaves what is counted, said and kept the same', async () => {
    const key = 'met';
    const sending = office.send(PERSONS, key, newLines(12 * CHUNK));
    const { id } = await committed(key, CHUNK);
    const { body } = await cancel(id);
    const { stored } = (body as unknown as Told).verdicts;
    expect((await sending).status).toBe(409);
    expect(stored).toBe(body['committedLines']);
    expect(await saidOf(id)).toEqual([
      { entity: 'person', said: stored },
      { entity: cancelledEvent, said: stored },
    ]);
  });

  it('of a batch that has taken nothing yet leaves one of no lines', async () => {
    const sending = office.begin(PERSONS, 'nothing');
    sending.write('{"nik":');
    const { id } = await committed('nothing', 0);
    expect(await cancel(id)).toMatchObject({ status: 200, body: { status: 'cancelled', lines: 0 } });
    expect(await receiptOf(id)).toMatchObject({ lines: 0, digest: createHash('sha256').digest('hex') });
    sending.destroy();
  });

  it('comes too late for a batch that is finished', async () => {
    const { body } = await office.send(PERSONS, 'whole', newLines(2));
    const late = await cancel(String(body['id']));
    expect(late).toMatchObject({ status: 409, body: { type: 'urn:satudata:problem:conflict' } });
    expect(await batchOf('whole')).toEqual(body);
  });

  it('by another client finds no batch, and ends none', async () => {
    const sending = office.begin(PERSONS, 'mine');
    sending.write(newLines(CHUNK));
    const { id } = await committed('mine', CHUNK);
    expect((await cancel(id, await source.office('18.09', 'another-client'))).status).toBe(404);
    expect((await cancel('nothing-like-an-id')).status).toBe(404);
    expect(await batchOf('mine')).toMatchObject({ status: 'running' });
    sending.destroy();
  });
});
