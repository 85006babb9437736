import type { PersonSubmission } from '@satudata/contracts';
import { once } from 'node:events';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import {
  aPerson,
  openSource,
  personalDataIn,
  waitFor,
  type Answer,
  type Office,
  type SourceService,
} from '@satudata/testing';
import { populationRegistry, populationRegistrySchemas } from './population-registry.js';

const PERSONS = '/v1/persons/batches';
const CHUNK = 1_000;

let source: SourceService;
let office: Office;
let next = 0;
let keys = 0;

beforeAll(async () => {
  source = await openSource(populationRegistry, populationRegistrySchemas, ['person:write', 'batch:read']);
  office = await source.office('18.09');
});
afterAll(async () => {
  await source?.close();
});

interface Progress {
  readonly id: string;
  readonly status: string;
  readonly committedLines: number;
}

const newKey = () => `key-${(keys += 1)}`;
const newLines = (count: number) =>
  Array.from({ length: count }, () => `${JSON.stringify(aPerson({}, (next += 1)))}\n`);
const progress = async (key: string) =>
  (await office.get<{ batches: Progress[] }>(`/v1/batches?key=${key}`)).body.batches[0];
const committed = (key: string, lines: number) =>
  waitFor(`${lines} committed lines`, async () => (await progress(key))?.committedLines === lines, { within: 20_000 });

/** Sends lines and stops in the middle of the next one, with the connection open. */
async function sendHalf(key: string, lines: readonly string[]): Promise<ClientRequest> {
  const sending = office.begin(PERSONS, key);
  sending.write(lines.join(''));
  sending.write('{"nik":"18');
  await committed(key, Math.floor(lines.length / CHUNK) * CHUNK);
  return sending;
}

/** Sends until the batch is no longer held by the try before. */
const sendWhenFree = (key: string, payload: string | Buffer, headers?: Record<string, string>) =>
  waitFor(
    'the batch to be free',
    async () => {
      const answer = await office.send(PERSONS, key, payload, headers);
      return answer.status !== 409 && answer;
    },
    { within: 25_000 },
  );

async function storedOnce(id: string, lines: number): Promise<void> {
  const [row] = await source.database.query(
    `select count(*) as events, count(distinct entity_id) as persons, max(version) as version from outbox.change
     where batch = $1 and entity = 'person'`,
    [id],
  );
  expect(row).toEqual({ events: String(lines), persons: String(lines), version: '1' });
}

describe('a batch whose connection is cut in the middle of its third chunk', () => {
  const key = 'cut';
  let lines: string[];

  beforeAll(async () => {
    lines = newLines(5 * CHUNK);
    const sending = await sendHalf(key, lines.slice(0, 2_400));
    sending.destroy();
  });

  it('keeps its two whole chunks, and nothing of the third', async () => {
    expect(await progress(key)).toMatchObject({ status: 'running', committedLines: 2 * CHUNK });
  });

  it.each<[what: string, other: () => string[]]>([
    ['another line in what was committed', () => ['{}\n', ...lines.slice(1)]],
    ['fewer lines than were committed', () => lines.slice(0, CHUNK)],
    ['a last chunk that ends within what was committed', () => lines.slice(0, CHUNK + 500)],
  ])('refuses %s under the same key', async (_, other) => {
    const answer = await sendWhenFree(key, other().join(''));
    expect(answer).toMatchObject({ status: 422, body: { type: 'urn:satudata:problem:key-reused' } });
    expect(await progress(key)).toMatchObject({ status: 'running', committedLines: 2 * CHUNK });
  });

  it('goes on where it stopped when it is sent again, and stores nothing twice', async () => {
    const answer = await sendWhenFree(key, lines.join(''));
    expect(answer).toMatchObject({ status: 200, body: { committedLines: 5 * CHUNK, verdicts: { stored: 5 * CHUNK } } });
    await storedOnce(String(answer.body['id']), 5 * CHUNK);
  });
});

describe('a batch sent twice at the same moment', () => {
  it('is still running for the second, which takes nothing from the first', async () => {
    const key = newKey();
    const lines = newLines(CHUNK + 10);
    const sending = office.begin(PERSONS, key);
    sending.write(lines.slice(0, CHUNK).join(''));
    await committed(key, CHUNK);
    const second = await office.send(PERSONS, key, lines.join(''));
    expect(second).toMatchObject({ status: 409, body: { type: 'urn:satudata:problem:still-running' } });
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
    const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
    sending.end(lines.slice(CHUNK).join(''));
    const [response] = await answered;
    expect(response.resume().statusCode).toBe(200);
    await storedOnce((await progress(key))?.id ?? '', CHUNK + 10);
  });

  it('is free again ten seconds after its first sender fell silent, who then may not go on', async () => {
    const key = newKey();
    const lines = newLines(2 * CHUNK);
    const silent = await sendHalf(key, lines.slice(0, CHUNK));
    const answered = once(silent, 'response') as Promise<[IncomingMessage]>;
    const answer = await sendWhenFree(key, lines.join(''));
    expect(answer).toMatchObject({ status: 200, body: { verdicts: { stored: 2 * CHUNK } } });
    silent.end(newLines(CHUNK).join(''));
    const [response] = await answered;
    expect(response.resume().statusCode).toBe(409);
    await storedOnce(String(answer.body['id']), 2 * CHUNK);
  }, 40_000);
});

describe('a gzip batch that was cut', () => {
  it('goes on after its last whole chunk', async () => {
    const key = newKey();
    const lines = newLines(3 * CHUNK);
    const gzip = { 'content-encoding': 'gzip' };
    const payload = gzipSync(lines.join(''));
    const sending = office.begin(PERSONS, key, gzip);
    sending.write(payload.subarray(0, Math.floor(payload.length * 0.8)));
    await committed(key, 2 * CHUNK);
    sending.destroy();
    const answer = await sendWhenFree(key, payload, gzip);
    expect(answer).toMatchObject({ status: 200, body: { verdicts: { stored: 3 * CHUNK } } });
    await storedOnce(String(answer.body['id']), 3 * CHUNK);
  });
});

describe('a database that goes away', () => {
  /** So many that a quiet machine does not finish the batch between two cuts. */
  const CHUNKS = 30;
  const cut = () =>
    source.database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'population_registry_app' and datname = current_database()`,
    );

  /**
   * Sends the batch and a record, and cuts all connections once the batch has come further. One cut may fall between
   * two transactions, where it only empties the pool: it is repeated until it has hit one.
   */
  async function tryAndCut(key: string, payload: string, person: PersonSubmission): Promise<Answer[]> {
    const linesNow = async () => (await progress(key))?.committedLines ?? 0;
    const before = await linesNow();
    let isTold = false;
    const batch = sendWhenFree(key, payload).finally(() => (isTold = true));
    const tries = Promise.all([batch, office.put(`/v1/persons/${person.nik}`, person)]);
    await waitFor('the batch to move', async () => (await linesNow()) > before, { within: 30_000 });
    await waitFor('a cut to hit', async () => isTold || (await cut(), false), { within: 30_000 });
    return tries;
  }

  it('in the middle of batches and records is told as 503, and all of it is stored once in the end', async () => {
    const key = newKey();
    const payload = newLines(CHUNKS * CHUNK).join('');
    const person = aPerson({}, (next += 1));
    const answers: Answer[] = [];
    for (let sourceVersion = 1; sourceVersion <= 5; sourceVersion += 1) {
      answers.push(...(await tryAndCut(key, payload, { ...person, sourceVersion })));
    }
    const last = await sendWhenFree(key, payload);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
    expect(last.body).toMatchObject({ committedLines: CHUNKS * CHUNK, verdicts: { stored: CHUNKS * CHUNK } });
    await storedOnce(String(last.body['id']), CHUNKS * CHUNK);
  }, 150_000);

  it('and stays away is 503 for everybody, with a hint when to ask again', async () => {
    const person = aPerson({}, (next += 1));
    const [record, batch] = await source.database.whileAway(() =>
      Promise.all([
        office.put(`/v1/persons/${person.nik}`, person),
        office.send(PERSONS, newKey(), newLines(1).join('')),
      ]),
    );
    expect([record.status, batch.status]).toEqual([503, 503]);
    expect(record.headers.get('retry-after')).toBe('2');
  });
});

describe('what the service has logged of all this', () => {
  it('holds no NIK and no name', () => {
    const log = source.logged();
    expect(log).toContain('"status":503');
    expect(personalDataIn(log)).toEqual([]);
  });
});
