import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { homeFromEnvironment } from '@satudata/local-platform';
import { developmentClient, waitFor, type Answer } from '@satudata/testing';
import { generateKeyPair, SignJWT, decodeJwt } from 'jose';
import { as } from '../offices/as.js';
import { brokenGzip, knock, type Knock } from '../offices/knock.js';
import { ndjson } from '../offices/send.js';
import { askDatabase } from '../platform/ask-database.js';
import { runningPlatform, urlOf } from '../platform/running-platform.js';
import { VILLAGE_OF } from '../regions/village-of-each-office.js';
import { expectProblem, type ExpectedProblem } from './expect-problem.js';
import { agedCopy } from './aged-token.js';
import { CLAIMED_BY_ALL, markedNik, markedPerson, MARKS, PODOMORO } from './marked-person.js';

const registry = 'population-registry';
const ME = markedPerson(1);
const MINE = `/v1/persons/${ME.nik}`;
const BATCHES = '/v1/persons/batches';
const JSON_BODY = { 'content-type': 'application/json' };
const tracesTold: string[] = [];
let token: string;

beforeAll(async () => {
  token = await developmentClient(runningPlatform(), 'disdukcapil-18.09', registry)();
});

async function ask(path: string, request: Partial<Knock>): Promise<Answer> {
  const answer = await knock(urlOf(registry) + path, { method: 'PUT', token, headers: JSON_BODY, ...request });
  const trace = answer.body['traceId'];
  if (typeof trace === 'string') tracesTold.push(trace);
  return answer;
}

const batchHeaders = (more: Record<string, string> = {}): Record<string, string> => ({
  'content-type': 'application/x-ndjson',
  'idempotency-key': randomUUID(),
  ...more,
});

/** What the source holds and has said, in numbers. */
async function heldBySource(): Promise<unknown> {
  const rows = await askDatabase(
    registry,
    `select (select count(*) from registry.person) as persons, (select count(*) from registry.family_card) as cards,
            (select count(*) from outbox.change where entity <> 'intake-batch') as changes,
            (select sum(version) from registry.person) as versions`,
  );
  return rows[0];
}

async function expectRefused(path: string, request: Partial<Knock>, expected: ExpectedProblem): Promise<void> {
  const before = await heldBySource();
  expectProblem(await ask(path, request), expected);
  expect(await heldBySource()).toEqual(before);
}

const RECORD = { status: 422, type: 'invalid-record' };

function livingAt(village: string): object {
  return {
    address: { street: 'JL. CONTOH NO. 1', village },
    since: '1990-09-01',
  };
}

describe('A record that breaks a rule is refused with its field and rule, and stored nowhere', () => {
  it.each<[string, object, string, string]>([
    ['a NIK of 15 digits', { nik: ME.nik.slice(1) }, '/nik', 'nik.digits'],
    ['a NIK with a date that no calendar has', { nik: '1899993113900001' }, '/nik', 'nik.date'],
    ['a NUL in a name', { name: 'ZAINUDDIN\0PERCOBAAN' }, '/name', 'name.letters'],
    ['a NUL in a text', { birthPlace: 'HAN\0URA' }, '/birthPlace', 'text.clean'],
    ['half of a surrogate pair', { birthPlace: 'HANURA\ud800' }, '/birthPlace', 'text.clean'],
    ['a date that is only a year', { birthDate: '1990' }, '/birthDate', 'date.calendar'],
    ['a field nobody knows', { hobby: 'MANCING' }, '/hobby', 'field.unknown'],
    [
      'a village that does not exist',
      { residence: livingAt('18.09.10.2999') },
      '/residence/address/village',
      'region.unknown',
    ],
    ['a date of death without a death', { deathDate: '2026-01-01' }, '/deathDate', 'death.status'],
  ])('%s', async (_what, changes, pointer, rule) => {
    const record = { ...ME, ...changes };
    await expectRefused(`/v1/persons/${record.nik}`, { body: JSON.stringify(record) }, { ...RECORD, pointer, rule });
  });

  const text = JSON.stringify(ME);
  it.each<[string, string, string, string]>([
    ['a key __proto__', text.replace('{', '{"__proto__":{"admin":true},'), '/__proto__', 'field.unknown'],
    ['a list instead of a record', `[${text}]`, '', 'type.object'],
    [
      'a value 5,000 lists deep',
      text.replace('"HANURA"', deep(5_000)),
      `/birthPlace${'/0'.repeat(12)}`,
      'field.unknown',
    ],
  ])('%s', (_what, body, pointer, rule) => expectRefused(MINE, { body }, { ...RECORD, pointer, rule }));

  it('the NIK of somebody else in the address', () =>
    expectRefused(
      `/v1/persons/${markedNik(2)}`,
      { body: text },
      { ...RECORD, pointer: '/nik', rule: 'address.identity' },
    ));
});

function deep(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}

describe('A problem', () => {
  it.each([
    ['id', 'Isi permintaan bukan JSON yang sah.'],
    ['en', 'The body is not valid JSON.'],
  ])('has its title in the language asked for: %s', async (language, title) => {
    const { headers, body } = await ask(MINE, { body: '{', headers: { ...JSON_BODY, 'accept-language': language } });
    expect([headers.get('content-language'), body['title']]).toEqual([language, title]);
  });
});

describe('A body that is not what the address takes is refused unread', () => {
  const text = JSON.stringify(ME);
  const withType = (type: string): Record<string, string> => ({ 'content-type': type });
  it.each<[string, Partial<Knock>, number, string]>([
    ['plain text', { body: text, headers: withType('text/plain') }, 415, 'unsupported-media-type'],
    [
      'a web form',
      { body: 'nik=1', headers: withType('application/x-www-form-urlencoded') },
      415,
      'unsupported-media-type',
    ],
    ['NDJSON where one record is due', { body: text, headers: batchHeaders() }, 415, 'unsupported-media-type'],
    ['JSON cut short', { body: text.slice(0, -9) }, 400, 'malformed-json'],
    ['a bare NUL byte', { body: text.replace('HANURA', 'HAN\0URA') }, 400, 'malformed-json'],
    [
      'bytes that are not UTF-8',
      { body: Buffer.from(text.replace('HANURA', 'HAN\xffURA'), 'latin1') },
      400,
      'malformed-text',
    ],
    ['10 MB in one record', { body: text.replace('HANURA', 'A'.repeat(10_000_000)) }, 413, 'too-large'],
    [
      'a broken gzip',
      { body: brokenGzip(text), headers: { ...JSON_BODY, 'content-encoding': 'gzip' } },
      400,
      'malformed-encoding',
    ],
  ])('%s', (_what, request, status, type) => expectRefused(MINE, request, { status, type }));

  it('a batch in a broken gzip', () =>
    expectRefused(
      BATCHES,
      { method: 'POST', body: brokenGzip(ndjson([ME])), headers: batchHeaders({ 'content-encoding': 'gzip' }) },
      { status: 400, type: 'malformed-encoding' },
    ));

  it('a batch without an Idempotency-Key', () =>
    expectRefused(
      BATCHES,
      { method: 'POST', body: ndjson([ME]), headers: { 'content-type': 'application/x-ndjson' } },
      { status: 400, type: 'invalid-header', parameter: 'Idempotency-Key', rule: 'required' },
    ));
});

describe('An address that is not there', () => {
  const read = { method: 'GET', headers: {} };

  it('is refused with a query parameter nobody knows', () =>
    expectRefused(
      `${MINE}?force=1`,
      { body: JSON.stringify(ME) },
      { status: 400, type: 'invalid-query', parameter: 'force', rule: 'field.unknown' },
    ));

  it('is refused with a query parameter nobody knows also where others are known', () =>
    expectRefused('/v1/batches?client=me', read, {
      status: 400,
      type: 'invalid-query',
      parameter: 'client',
      rule: 'field.unknown',
    }));

  it('is not found', () => expectRefused('/v1/people', read, { status: 404, type: 'not-found' }));

  it.each([
    ['DELETE', MINE, 'PUT'],
    ['DELETE', MINE, 'PUT'],
    ['DELETE', BATCHES, 'POST'],
  ])('tells with 405 which verbs it has instead of %s', async (method, path, allowed) => {
    await expectRefused(path, { method, headers: {} }, { status: 405, type: 'method-not-allowed' });
    expect((await ask(path, { method, headers: {} })).headers.get('allow')).toContain(allowed);
  });
});

describe('Without a right to it nothing is read', () => {
  const body = JSON.stringify(ME);
  const unauthenticated = { status: 401, type: 'unauthenticated' };

  it('no token', () => expectRefused(MINE, { body, token: '' }, unauthenticated));

  it('a token that has expired, though it was good in its time', async () => {
    const signedNow = await agedCopy(token, 0);
    expect(await ask('/v1/batches', { method: 'GET', token: signedNow, headers: {} })).toMatchObject({ status: 200 });
    await expectRefused(MINE, { body, token: await agedCopy(token, 600) }, unauthenticated);
  });

  it('a token for another service', async () => {
    const other = await developmentClient(runningPlatform(), 'planner-province', 'planner-api')();
    await expectRefused(MINE, { body, token: other }, unauthenticated);
  });

  it('a token signed by somebody else', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const forged = new SignJWT(decodeJwt(token)).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' });
    await expectRefused(MINE, { body, token: await forged.sign(privateKey) }, unauthenticated);
  });

  it('a resident of another regency', () =>
    expectRefused(
      MINE,
      { body: JSON.stringify({ ...ME, residence: livingAt(PODOMORO) }) },
      { status: 403, type: 'outside-region', pointer: '/residence/address/village', rule: 'region.scope' },
    ));
});

/** How many persons of these tries the source holds. */
async function markedInSource(): Promise<number> {
  const sql = 'select count(*)::int as persons from registry.person where nik like $1';
  const [row] = await askDatabase<{ persons: number }>(registry, sql, [`${markedNik(0).slice(0, 12)}%`]);
  return row?.persons ?? 0;
}

describe('A bad line of a batch', () => {
  let known: number;
  /** Nobody from here on is known, also when these tries are made a second time. */
  let first: number;
  beforeAll(async () => {
    known = await markedInSource();
    first = 2 + 2 * known;
  });

  async function pushed(lines: string): Promise<{ answer: Answer; verdicts: unknown[] }> {
    const answer = await ask(BATCHES, { method: 'POST', body: lines, headers: batchHeaders() });
    const told = await fetch(`${urlOf(registry)}/v1/batches/${String(answer.body['id'])}/verdicts?outcome=rejected`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const rejected = (await told.text()).split('\n').filter(Boolean);
    return { answer, verdicts: rejected.map((line) => JSON.parse(line) as unknown) };
  }

  it('cut short at the end is alone in being rejected', async () => {
    const { answer, verdicts } = await pushed(ndjson([markedPerson(first), markedPerson(first + 1)]).slice(0, -20));
    expect(answer.body['verdicts']).toMatchObject({ stored: 1, rejected: 1 });
    expect(verdicts).toEqual([
      {
        line: 2,
        outcome: 'rejected',
        warnings: [],
        errors: [expect.objectContaining({ pointer: '', rule: 'line.json' })],
      },
    ]);
    expect(await markedInSource()).toBe(known + 1);
  });

  it('among 1,000 leaves the 999 others stored', async () => {
    const people = Array.from({ length: 1_000 }, (_, index) => markedPerson(first + 2 + index));
    const lines = people.map((person, index) => (index === 499 ? { ...person, birthDate: '1990' } : person));
    const { answer, verdicts } = await pushed(ndjson(lines));
    expect(answer.body['verdicts']).toEqual({ stored: 999, unchanged: 0, stale: 0, rejected: 1 });
    expect(verdicts).toEqual([
      expect.objectContaining({
        line: 500,
        errors: [{ pointer: '/birthDate', rule: 'date.calendar', id: expect.any(String), en: expect.any(String) }],
      }),
    ]);
    expect(await markedInSource()).toBe(known + 1 + 999);
  });
});

describe('A new NIK that all 15 offices claim at the same moment', () => {
  it('goes to one of them; the others are told that it is taken', async () => {
    const nik = CLAIMED_BY_ALL + String(await markedInSource()).padStart(4, '0');
    const answers = await Promise.all(
      Object.entries(VILLAGE_OF).map(async ([regency, village]) => {
        const office = await as(`disdukcapil-${regency}`);
        return office.put(`/v1/persons/${nik}`, { ...ME, nik, residence: livingAt(village) });
      }),
    );
    const [heard, ...others] = answers.sort((a, b) => a.status - b.status);
    expect(heard).toMatchObject({ status: 200, body: { verdict: 'stored', version: 1 } });
    for (const other of others) {
      expectProblem(other, { status: 409, type: 'conflict', pointer: '/nik', rule: 'nik.other-office' });
    }
  });
});

describe('Afterwards', () => {
  const { logs } = homeFromEnvironment(process.env);
  const everyLog = (): { name: string; text: string }[] =>
    readdirSync(logs).map((name) => ({ name, text: readFileSync(join(logs, name), 'utf8') }));

  it('the logs know every refusal by its trace, and no NIK and no name of these tries', async () => {
    expect(tracesTold.length).toBeGreaterThan(30);
    const text = (): string => everyLog().find(({ name }) => name === `${registry}.log`)?.text ?? '';
    await waitFor('the last refusal to be in the log', () => text().includes(tracesTold.at(-1) ?? '?'), {
      within: 5_000,
    });
    expect(tracesTold.filter((trace) => !text().includes(trace))).toEqual([]);
    expect(
      everyLog()
        .filter((log) => MARKS.test(log.text))
        .map(({ name }) => name),
    ).toEqual([]);
  });
});
