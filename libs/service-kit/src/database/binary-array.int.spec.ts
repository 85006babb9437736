import fc from 'fast-check';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '@satudata/testing';
import { boolArray, int4Array, int8Array, textArray } from './binary-array.js';

let test: TestDatabase;
let client: Client;

beforeAll(async () => {
  test = await createTestDatabase('notebook', []);
  client = new Client({ connectionString: test.appUrl });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await test?.drop();
});

/** What PostgreSQL understood, one row per element, read back as text so that nothing is lost on the way. */
async function understood(array: Buffer, type: string): Promise<(string | null)[]> {
  const { rows } = await client.query<{ element: string | null }>(
    `select element::text from unnest($1::${type}[]) with ordinality as t(element, position) order by position`,
    [array],
  );
  return rows.map(({ element }) => element);
}

/** Any text a column can hold: all of Unicode but NUL and lone surrogates, with what escaping gets wrong more often. */
const text = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('', 'NULL', 'null', '{}', '"', '\\', "'", ',', 'a,"b"', '{NULL}', '🧕🏽', 'ꦱꦥꦸ', '\u200b', ' a '),
  )
  .filter((value) => !value.includes('\0') && value.isWellFormed());
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(fc.option(arbitrary), { maxLength: 60 });
const asText = (values: readonly unknown[]) => values.map((value) => (value === null ? null : String(value)));

describe('a binary array', () => {
  it('of text arrives as it was', () =>
    fc.assert(
      fc.asyncProperty(orNull(text), async (values) => {
        expect(await understood(textArray(values), 'text')).toEqual(values);
      }),
      { numRuns: 300 },
    ));

  it('of small numbers arrives as it was', () =>
    fc.assert(
      fc.asyncProperty(orNull(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })), async (values) => {
        expect(await understood(int4Array(values), 'int')).toEqual(asText(values));
      }),
      { numRuns: 150 },
    ));

  it('of large numbers arrives as it was, to both ends', () =>
    fc.assert(
      fc.asyncProperty(orNull(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })), async (values) => {
        expect(await understood(int8Array(values), 'bigint')).toEqual(asText(values));
      }),
      { numRuns: 150, examples: [[[-(2n ** 63n), 2n ** 63n - 1n, 0n, -1n, null]]] },
    ));

  it('of truth values arrives as it was', () =>
    fc.assert(
      fc.asyncProperty(orNull(fc.boolean()), async (values) => {
        expect(await understood(boolArray(values), 'boolean')).toEqual(asText(values));
      }),
      { numRuns: 50 },
    ));

  it('takes an absent text as NULL, and numbers written as text', async () => {
    expect(await understood(textArray(['a', undefined, 'b']), 'text')).toEqual(['a', null, 'b']);
    expect(await understood(int8Array(['9223372036854775807', 7]), 'bigint')).toEqual(['9223372036854775807', '7']);
  });

  it('that is empty is an empty array, not NULL', async () => {
    const { rows } = await client.query(`select $1::text[] = '{}' as empty, cardinality($1::text[]) as size`, [
      textArray([]),
    ]);
    expect(rows).toEqual([{ empty: true, size: 0 }]);
  });

  it('of 100,000 members arrives in full', async () => {
    const values = Array.from({ length: 100_000 }, (_, index) => `${index}`);
    const { rows } = await client.query(`select cardinality($1::text[]) as size, ($1::text[])[100000] as last`, [
      textArray(values),
    ]);
    expect(rows).toEqual([{ size: 100_000, last: '99999' }]);
  });

  it('is refused by the server when its members are of another type than the statement says', async () => {
    await expect(client.query('select $1::bigint[]', [textArray(['1'])])).rejects.toMatchObject({ code: '42804' });
  });

  it('refuses numbers that do not fit', () => {
    expect(() => int4Array([2 ** 31])).toThrow('out of range');
    expect(() => int8Array([2n ** 63n])).toThrow('out of range');
    expect(() => int8Array([1.5])).toThrow('not an integer');
  });
});
