import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { aPerson, openSource, type Office, type SourceService } from '@satudata/testing';
import { populationRegistry, populationRegistrySchemas } from './population-registry.js';

const PERSONS = '/v1/persons/batches';
const MISMATCH = {
  status: 400,
  body: {
    type: 'urn:satudata:problem:digest-mismatch',
    errors: [{ parameter: 'Content-Digest', rule: 'mismatch', id: expect.any(String), en: expect.any(String) }],
  },
};

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

const newKey = () => `digest-${(keys += 1)}`;
const newPerson = () => aPerson({}, (next += 1));
const newLines = (count: number) => Array.from({ length: count }, () => `${JSON.stringify(newPerson())}\n`).join('');
const digest = (content: string | Buffer, algorithm: 'sha-256' | 'sha-512' = 'sha-256') => ({
  'content-digest': `${algorithm}=:${createHash(algorithm.replace('-', '')).update(content).digest('base64')}:`,
});
const WRONG = digest('something else');
const persons = async () =>
  Number((await source.database.query<{ count: string }>('select count(*) from registry.person'))[0]?.count);
const batchOf = async (key: string) => {
  const { body } = await office.get<{ batches: object[] }>(`/v1/batches?key=${key}`);
  return body.batches[0];
};

describe('a batch with a Content-Digest', () => {
  it.each(['sha-256', 'sha-512'] as const)('is taken when its %s is right', async (algorithm) => {
    const lines = newLines(2);
    expect(await office.send(PERSONS, newKey(), lines, digest(lines, algorithm))).toMatchObject({ status: 200 });
  });

  it('of gzip has the digest of the bytes that were sent', async () => {
    const lines = newLines(2);
    const sent = gzipSync(lines);
    const gzip = { 'content-encoding': 'gzip' };
    expect(await office.send(PERSONS, newKey(), sent, { ...gzip, ...digest(lines) })).toMatchObject(MISMATCH);
    expect(await office.send(PERSONS, newKey(), sent, { ...gzip, ...digest(sent) })).toMatchObject({ status: 200 });
  });

  it.each([1, 999, 1_000])('that is wrong stores nothing of %d lines, and is taken when sent right', async (count) => {
    const [key, lines, before] = [newKey(), newLines(count), await persons()];
    expect(await office.send(PERSONS, key, lines, WRONG)).toMatchObject(MISMATCH);
    expect(await persons()).toBe(before);
    expect(await batchOf(key)).toMatchObject({ status: 'running', committedLines: 0 });
    const right = await office.send(PERSONS, key, lines, digest(lines));
    expect(right).toMatchObject({ status: 200, body: { verdicts: { stored: count } } });
  });

  it('that is wrong keeps the acknowledged chunks of a long one, never its last, and goes on from there', async () => {
    const [key, lines, before] = [newKey(), newLines(2_000), await persons()];
    expect(await office.send(PERSONS, key, lines, WRONG)).toMatchObject(MISMATCH);
    expect(await persons()).toBe(before + 1_000);
    expect(await batchOf(key)).toMatchObject({ status: 'running', committedLines: 1_000 });
    const right = await office.send(PERSONS, key, lines, digest(lines));
    expect(right).toMatchObject({ status: 200, body: { verdicts: { stored: 2_000 } } });
    expect(await persons()).toBe(before + 2_000);
  });

  it('that is wrong is not told the answer of the batch that was right', async () => {
    const [key, lines] = [newKey(), newLines(1)];
    await office.send(PERSONS, key, lines, digest(lines));
    expect(await office.send(PERSONS, key, lines, WRONG)).toMatchObject(MISMATCH);
  });

  it('that cannot be checked is told which can', async () => {
    const answer = await office.send(PERSONS, newKey(), newLines(1), { 'content-digest': 'md5=:AAAA:' });
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ parameter: 'Content-Digest', rule: 'algorithm' }] },
    });
    expect(answer.headers.get('want-content-digest')).toContain('sha-256');
  });
});

describe('a record with a Content-Digest', () => {
  const put = (text: string, headers: Record<string, string>) =>
    office.put(`/v1/persons/${(JSON.parse(text) as { nik: string }).nik}`, text, headers);

  it('is stored when it is right, and not when it is wrong', async () => {
    const [text, before] = [JSON.stringify(newPerson()), await persons()];
    expect(await put(text, WRONG)).toMatchObject(MISMATCH);
    expect(await persons()).toBe(before);
    expect(await put(text, digest(text, 'sha-512'))).toMatchObject({ status: 200, body: { verdict: 'stored' } });
  });
});
