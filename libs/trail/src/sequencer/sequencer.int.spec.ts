import { createTestDatabase, type TestDatabase } from '@satudata/testing';
import { connectDatabase, WHOLE_PROVINCE, type ScopedDatabase, type Signer } from '@satudata/service-kit';
import { createHash } from 'node:crypto';
import { decodeJwt, UnsecuredJWT } from 'jose';
import { trailSchema } from '../index.js';
import { entryOfRefusal } from '../entry/trail-entry.js';
import { writeEntries } from '../entry/write-entries.js';
import { signCheckpoint } from './checkpoint.js';
import { numberEntries } from './number-entries.js';

let test: TestDatabase;
let database: ScopedDatabase;

beforeEach(async () => {
  test = await createTestDatabase('notebook', [trailSchema]);
  database = await connectDatabase({
    url: test.appUrl,
    applicationName: 'spec',
    poolSize: 12,
    onError: () => undefined,
  });
});
afterEach(async () => {
  await database?.close();
  await test?.drop();
});

const entry = (request: string) =>
  entryOfRefusal({ at: '2026-11-24T12:00:00.000Z', service: 'notebook', route: 'GET /', request }, { reason: 'exp' });
const write = (...requests: string[]) =>
  database.inScope(WHOLE_PROVINCE, (manager) => writeEntries(manager, requests.map(entry)));

const chain = () =>
  test.query<{ number: string; request: string; content: string; hash: string }>(
    `select number, content::json ->> 'request' as request, content, hash
     from trail.chain join trail.entry on entry.id = chain.entry order by number`,
  );
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Signs nothing: what it would sign can be read. */
const signer = {
  sign: (_type: string, claims: object) => Promise.resolve(new UnsecuredJWT({ ...claims }).encode()),
} as unknown as Signer;

describe('numbers', () => {
  it('are given in the order of writing, each bound to the one before', async () => {
    await write('a', 'b');
    await write('c');
    expect(await numberEntries(database)).toBe(3);
    const rows = await chain();
    expect(rows.map(({ number, request }) => [number, request])).toEqual([
      ['1', 'a'],
      ['2', 'b'],
      ['3', 'c'],
    ]);
    let previous = '0'.repeat(64);
    for (const { number, content, hash } of rows) {
      expect(hash).toBe(sha256(`{"entry":${content},"number":${number},"previous":"${previous}"}`));
      previous = hash;
    }
  });

  it('are given once: what is numbered stays as it is', async () => {
    await write('a');
    await numberEntries(database);
    const before = await chain();
    expect(await numberEntries(database)).toBe(0);
    await write('b');
    await numberEntries(database);
    expect((await chain()).slice(0, 1)).toEqual(before);
  });

  it('miss no entry of a transaction that ends late, and none of one that fails', async () => {
    await database.inScope(WHOLE_PROVINCE, async (manager) => {
      await writeEntries(manager, [entry('late')]);
      await write('early');
      const failed = database.inScope(WHOLE_PROVINCE, async (other) => {
        await writeEntries(other, [entry('failed')]);
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      await numberEntries(database);
    });
    await numberEntries(database);
    expect((await chain()).map(({ number, request }) => [number, request])).toEqual([
      ['1', 'early'],
      ['2', 'late'],
    ]);
  });

  it('have no gap and no double however many write and number at the same moment', async () => {
    const writers = Array.from({ length: 200 }, (_, n) => write(`w${n}`));
    await Promise.all([...writers, ...Array.from({ length: 20 }, () => numberEntries(database))]);
    await numberEntries(database);
    const rows = await chain();
    expect(rows.map(({ number }) => Number(number))).toEqual(rows.map((_row, index) => index + 1));
    expect(rows.map(({ request }) => request).sort()).toEqual(writers.map((_writer, n) => `w${n}`).sort());
  });
});

describe('checkpoints', () => {
  it('say of nothing nothing', async () => {
    expect(await signCheckpoint(database, signer)).toBeUndefined();
  });

  it('say how far the trail goes, with its last hash, and which checkpoint came before', async () => {
    await write('a', 'b');
    await numberEntries(database);
    const first = await signCheckpoint(database, signer);
    await write('c');
    await numberEntries(database);
    const second = await signCheckpoint(database, signer);
    const [, b, c] = await chain();
    expect(decodeJwt(first?.jws ?? '')).toEqual({ through: 2, head: b?.hash, previous: null });
    expect(decodeJwt(second?.jws ?? '')).toEqual({ through: 3, head: c?.hash, previous: sha256(first?.jws ?? '') });
  });

  it('are not signed again while nothing is new, nor twice at the same moment', async () => {
    await write('a');
    await numberEntries(database);
    const signed = await Promise.all(Array.from({ length: 10 }, () => signCheckpoint(database, signer)));
    expect(new Set(signed.map((one) => one?.jws)).size).toBe(1);
    expect(await test.query('select from trail.checkpoint')).toHaveLength(1);
  });
});
