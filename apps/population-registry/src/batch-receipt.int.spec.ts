import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { aPerson, openSource, personalDataIn, waitFor, type Office, type SourceService } from '@satudata/testing';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { populationRegistry, populationRegistrySchemas } from './population-registry.js';

const PERSONS = '/v1/persons/batches';
const ISSUER = 'urn:satudata:population-registry';

let source: SourceService;
let office: Office;
let next = 0;

beforeAll(async () => {
  source = await openSource(populationRegistry, populationRegistrySchemas, ['person:write', 'batch:read']);
  office = await source.office('18.09');
});
afterAll(async () => {
  await source?.close();
});

const newLines = (count: number) =>
  Array.from({ length: count }, () => `${JSON.stringify(aPerson({}, (next += 1)))}\n`).join('');
const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');
const receiptOf = (id: unknown) => office.text(`/v1/batches/${String(id)}/receipt`);
const publicKeys = async () =>
  (await (await fetch(`${office.url}/.well-known/jwks.json`)).json()) as JSONWebKeySet & { keys: { issuer: string }[] };
const verified = async (receipt: string, keys: JSONWebKeySet) =>
  (await jwtVerify(receipt, createLocalJWKSet(keys), { issuer: ISSUER, typ: 'batch-receipt+jwt' })).payload;
const chunkOfRunning = async () => {
  const { body } = await office.get<{ batches: { id: string; committedLines: number }[] }>('/v1/batches?key=running');
  return body.batches.find(({ committedLines }) => committedLines === 1_000);
};

describe('the receipt of a batch', () => {
  it('is signed by the source, and says what was sent by whom and what became of it', async () => {
    const lines = `${newLines(3)}{"nik":\n`;
    const { body } = await office.send(PERSONS, 'told', lines);
    const { status, text } = await receiptOf(body['id']);
    expect(status).toBe(200);
    expect(await verified(text, await publicKeys())).toEqual({
      iss: ISSUER,
      iat: expect.any(Number),
      sub: body['id'],
      client: 'disdukcapil-18.09',
      entity: 'person',
      lines: 4,
      verdicts: { stored: 3, unchanged: 0, stale: 0, rejected: 1 },
      events: 3,
      digest: sha256(lines),
      receivedDigest: sha256(lines),
      startedAt: body['startedAt'],
      endedAt: body['endedAt'],
    });
  });

  it('holds nothing about a person, in any form', async () => {
    const { body } = await office.send(PERSONS, 'private', newLines(5));
    const { text } = await receiptOf(body['id']);
    const [header, payload] = text.split('.').map((part) => Buffer.from(part, 'base64url').toString());
    expect(payload).toContain('disdukcapil-18.09');
    expect(personalDataIn(`${text} ${header} ${payload}`)).toEqual([]);
  });

  it('of a gzip batch names both the bytes that came and the lines in them', async () => {
    const lines = newLines(2_500);
    const sent = gzipSync(lines);
    const { body } = await office.send(PERSONS, 'gzip', sent, { 'content-encoding': 'gzip' });
    const claims = await verified((await receiptOf(body['id'])).text, await publicKeys());
    expect(claims).toMatchObject({ receivedDigest: sha256(sent), digest: sha256(lines) });
  });

  it('says the same after a restart, and what was signed before it still holds', async () => {
    const { body } = await office.send(PERSONS, 'restart', newLines(2));
    const before = (await receiptOf(body['id'])).text;
    const known = await publicKeys();
    await source.restart();
    expect(await publicKeys()).toEqual(known);
    const { iat: _then, ...facts } = await verified(before, await publicKeys());
    expect(await verified((await receiptOf(body['id'])).text, known)).toMatchObject(facts);
  });

  it('is not there while the batch is running: 409, with a hint when to ask again', async () => {
    const sending = office.begin(PERSONS, 'running');
    try {
      sending.write(newLines(1_000));
      const running = await waitFor('a chunk to be taken', chunkOfRunning, { within: 20_000 });
      const { status, headers, body } = await office.get(`/v1/batches/${running.id}/receipt`);
      expect([status, headers.get('retry-after')]).toEqual([409, '2']);
      expect(body).toMatchObject({ type: 'urn:satudata:problem:still-running' });
    } finally {
      sending.destroy();
    }
  });

  it('is only for the client whose batch it is', async () => {
    const { body } = await office.send(PERSONS, 'mine', newLines(1));
    const other = await source.office('18.09', 'another-client');
    expect((await other.get(`/v1/batches/${String(body['id'])}/receipt`)).status).toBe(404);
  });
});

describe('the keys that sign receipts', () => {
  it('are published without their private part, each with the service whose it is', async () => {
    const { keys } = await publicKeys();
    expect(keys).toHaveLength(1);
    for (const key of keys) {
      expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'issuer', 'kid', 'kty', 'use', 'x', 'y']);
      expect(key.issuer).toBe(ISSUER);
    }
  });

  it('lie in no log', async () => {
    const [row] = await source.database.query<{ d: string }>(`select jwk->>'d' as d from intake.signing_key`);
    expect(row?.d).toMatch(/^[\w-]{43}$/);
    expect(source.logged()).toContain('/v1/persons/batches');
    expect(source.logged()).not.toContain(row?.d);
  });
});
