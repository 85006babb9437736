import { gzipSync } from 'node:zlib';
import {
  aFamilyCard,
  aPerson,
  EXAMPLE_VILLAGES,
  livingIn,
  openSource,
  personalDataIn,
  type Office,
  type SourceService,
} from '@satudata/testing';
import { populationRegistry, populationRegistrySchemas } from './population-registry.js';

const OPERATIONS = ['person:write', 'family-card:write', 'batch:read'];
const PERSONS = '/v1/persons/batches';

let source: SourceService;
let office: Office;
let next = 0;
let keys = 0;

beforeAll(async () => {
  source = await openSource(populationRegistry, populationRegistrySchemas, OPERATIONS);
  office = await source.office('18.09');
});
afterAll(async () => {
  await source?.close();
});

interface VerdictLine {
  readonly line: number;
  readonly outcome: string;
  readonly errors: { readonly rule: string; readonly pointer: string; readonly en: string }[];
  readonly warnings: { readonly rule: string }[];
}

const newKey = () => `key-${(keys += 1)}`;
const newPerson = (changes: Parameters<typeof aPerson>[0] = {}) => aPerson(changes, (next += 1));
const newLines = (count: number) => Array.from({ length: count }, () => JSON.stringify(newPerson()));
const ndjson = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
const verdicts = (id: unknown, query = '') => office.lines<VerdictLine>(`/v1/batches/${String(id)}/verdicts${query}`);
const counted = async (table: string) =>
  Number((await source.database.query(`select count(*) from ${table}`))[0]?.['count']);

describe('a batch', () => {
  it('of a thousand lines with one that is bad stores 999 and says which and why', async () => {
    const lines = newLines(1_000);
    lines[499] = JSON.stringify(newPerson({ status: 'deceased' }));
    const { status, body } = await office.send(PERSONS, newKey(), ndjson(lines));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      entity: 'person',
      status: 'finished',
      lines: 1_000,
      committedLines: 1_000,
      verdicts: { stored: 999, unchanged: 0, stale: 0, rejected: 1 },
    });
    expect(await verdicts(body['id'], '?outcome=rejected')).toMatchObject([
      { line: 500, outcome: 'rejected', errors: [{ pointer: '/deathDate', rule: 'death.date-missing' }], warnings: [] },
    ]);
    const all = await verdicts(body['id']);
    expect(all.map(({ line }) => line)).toEqual(lines.map((_, index) => index + 1));
    expect(all.filter(({ outcome }) => outcome === 'stored')).toHaveLength(999);
  });

  it('judges each line by itself: all outcomes, and counts that add up to its lines', async () => {
    const known = newPerson({ sourceVersion: 2 });
    await office.send(PERSONS, newKey(), ndjson([JSON.stringify(known)]));
    const lines = [
      JSON.stringify(known),
      JSON.stringify({ ...known, sourceVersion: 1, name: 'NAMA LAMA' }),
      JSON.stringify(newPerson({ name: 'SUKARNO' })),
      JSON.stringify(newPerson(livingIn(EXAMPLE_VILLAGES.podomoro))),
      JSON.stringify(newPerson(livingIn('18.09.99.2001'))),
      '',
      '{"nik":',
      '[]',
      '{"__proto__":{"status":"deceased"}}',
      `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
      JSON.stringify({ ...newPerson(), birthPlace: 'A\u0000B' }),
      JSON.stringify({ ...newPerson(), birthPlace: 'A\ud800' }),
      `"${'x'.repeat(33_000)}"`,
      `${JSON.stringify(newPerson())}\r`,
      JSON.stringify(newPerson()).slice(0, -5),
    ];
    const { body } = await office.send(PERSONS, newKey(), lines.join('\n'));
    expect(body).toMatchObject({ lines: 15, verdicts: { stored: 2, unchanged: 1, stale: 1, rejected: 11 } });
    const told = await verdicts(body['id']);
    expect(
      told.map(({ outcome, errors, warnings }) => [outcome, [...errors, ...warnings].map(({ rule }) => rule).join()]),
    ).toEqual([
      ['unchanged', ''],
      ['stale', 'version.older'],
      ['stored', 'name.one-word'],
      ['rejected', 'region.scope'],
      ['rejected', 'region.unknown'],
      ['rejected', 'line.empty'],
      ['rejected', 'line.json'],
      ['rejected', 'type.object'],
      ['rejected', 'field.unknown'],
      ['rejected', 'type.object'],
      ['rejected', 'text.clean'],
      ['rejected', 'text.clean'],
      ['rejected', 'line.length'],
      ['stored', ''],
      ['rejected', 'line.json'],
    ]);
    expect(told.flatMap(({ errors }) => errors).every(({ en }) => en.endsWith('.'))).toBe(true);
  });

  it('of people listed by their NIK is refused, and neither told nor kept by it', async () => {
    const { nik, ...rest } = newPerson();
    const { body } = await office.send(PERSONS, newKey(), ndjson([JSON.stringify({ [nik]: rest, [`x${nik}`]: 1 })]));
    const told = await verdicts(body['id']);
    const kept = await source.database.query('select errors, warnings from intake.finding where batch = $1', [
      body['id'],
    ]);
    expect(told[0]?.errors).toContainEqual(expect.objectContaining({ pointer: '/?', rule: 'field.unknown' }));
    expect(kept).toHaveLength(1);
    expect(JSON.stringify([told, kept])).not.toContain(nik.slice(0, 12));
  });

  it('gives several records of one person versions without a gap, in their order', async () => {
    const person = newPerson();
    const names = ['PERTAMA SATU', 'KEDUA DUA', 'KETIGA TIGA'];
    const lines = names.map((name, index) => JSON.stringify({ ...person, name, sourceVersion: index + 1 }));
    const { body } = await office.send(PERSONS, newKey(), ndjson([...lines, lines[0] ?? '']));
    expect(body).toMatchObject({ verdicts: { stored: 3, stale: 1 } });
    const events = await source.database.query(
      `select version, value::json->'record'->>'name' as name from outbox.change
       where batch = $1 and entity = 'person' order by seq`,
      [body['id']],
    );
    expect(events).toEqual(names.map((name, index) => ({ version: String(index + 1), name })));
  });

  it('sent again under another key is unchanged without a row being locked, and changes between are still seen', async () => {
    const persons = [newPerson(), newPerson(), newPerson()];
    const lines = ndjson(persons.map((person) => JSON.stringify(person)));
    await office.send(PERSONS, newKey(), lines);
    const locked = () =>
      source.database.query<{ xmax: string }>('select xmax::text from registry.person where nik = any($1)', [
        persons.map(({ nik }) => nik),
      ]);
    const again = await office.send(PERSONS, newKey(), lines);
    expect(again.body).toMatchObject({ verdicts: { stored: 0, unchanged: 3 } });
    expect((await locked()).map(({ xmax }) => xmax)).toEqual(['0', '0', '0']);
    const [first] = persons;
    const mixed = [{ ...first, name: 'NAMA BARU' }, first, persons[1]].map((person) => JSON.stringify(person));
    expect((await office.send(PERSONS, newKey(), ndjson(mixed))).body).toMatchObject({
      verdicts: { stored: 2, unchanged: 1 },
    });
  });

  it('of family cards is taken like one of persons', async () => {
    const card = aFamilyCard({}, (next += 1));
    const lines = [card, card, { ...card, head: aPerson({}, (next += 1)).nik }].map((line) => JSON.stringify(line));
    const { body } = await office.send('/v1/family-cards/batches', newKey(), ndjson(lines));
    expect(body).toMatchObject({ entity: 'family-card', verdicts: { stored: 1, unchanged: 1, rejected: 1 } });
  });

  it('of nothing is finished at once', async () => {
    expect(await office.send(PERSONS, newKey(), '')).toMatchObject({
      status: 200,
      body: { status: 'finished', lines: 0 },
    });
  });

  it('that is finished is itself an event, with its counts and its digest', async () => {
    const { body } = await office.send(PERSONS, newKey(), ndjson(newLines(3)));
    const [event] = await source.database.query<{ value: string; region: string }>(
      `select value, region from outbox.change where entity = 'intake-batch' and entity_id = $1`,
      [body['id']],
    );
    expect(event?.region).toBe('18.09');
    expect(JSON.parse(event?.value ?? '')).toMatchObject({
      version: 1,
      change: { type: 'intake-batch.finished' },
      record: { client: 'disdukcapil-18.09', lines: 3, events: 3, digest: body['digest'], status: 'finished' },
    });
  });

  it('may be gzip', async () => {
    const lines = newLines(2_500);
    const gzip = { 'content-encoding': 'gzip' };
    const { body } = await office.send(PERSONS, newKey(), gzipSync(ndjson(lines)), gzip);
    expect(body).toMatchObject({ verdicts: { stored: 2_500 } });
  });
});

describe('a batch that is not what it says', () => {
  it.each<[what: string, damage: (whole: Buffer) => Buffer]>([
    ['cut short', (whole) => whole.subarray(0, whole.length - 20)],
    [
      'damaged in the middle',
      (whole) => Buffer.concat([whole.subarray(0, 200), Buffer.alloc(40, 7), whole.subarray(240)]),
    ],
    ['no gzip at all', () => Buffer.from(ndjson(newLines(2)))],
  ])('because its gzip is %s is refused, and nothing is stored', async (_, damage) => {
    const before = await counted('registry.person');
    const key = newKey();
    const gzip = { 'content-encoding': 'gzip' };
    const answer = await office.send(PERSONS, key, damage(gzipSync(ndjson(newLines(500)))), gzip);
    expect(answer).toMatchObject({ status: 400, body: { type: 'urn:satudata:problem:malformed-encoding' } });
    expect(await counted('registry.person')).toBe(before);
    expect(await office.send(PERSONS, key, ndjson(newLines(2)))).toMatchObject({ status: 200 });
  });

  it('because a little gzip inflates without end is refused', async () => {
    const gzip = { 'content-encoding': 'gzip' };
    const answer = await office.send(PERSONS, newKey(), gzipSync(Buffer.alloc(256 * 1024 * 1024, 'x')), gzip);
    expect(answer).toMatchObject({ status: 413, body: { type: 'urn:satudata:problem:too-large' } });
  });

  it.each<[status: number, what: string, headers: Record<string, string>]>([
    [415, 'in an unknown encoding', { 'content-encoding': 'br' }],
    [415, 'as JSON', { 'content-type': 'application/json' }],
  ])('is %d when sent %s', async (status, _, headers) => {
    expect((await office.send(PERSONS, newKey(), ndjson(newLines(1)), headers)).status).toBe(status);
  });
});

describe('an Idempotency-Key', () => {
  it('is required', async () => {
    const answer = await office.send(PERSONS, undefined, ndjson(newLines(1)));
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ parameter: 'Idempotency-Key' }] } });
  });

  it('with a payload seen before gets the first answer again, and takes nothing twice', async () => {
    const payload = ndjson([...newLines(1_500), '{']);
    const key = newKey();
    const first = await office.send(PERSONS, key, payload);
    const events = await counted('outbox.change');
    const again = await office.send(PERSONS, key, payload);
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect(await counted('outbox.change')).toBe(events);
  });

  it.each<[what: string, other: (lines: string[]) => string[]]>([
    ['another last line', (lines) => [...lines.slice(0, -1), ...newLines(1)]],
    ['a line more', (lines) => [...lines, ...newLines(1)]],
    ['a line less', (lines) => lines.slice(1)],
    ['nothing', () => []],
  ])('with %s is told that it was used for something else', async (_, other) => {
    const lines = newLines(5);
    const key = newKey();
    await office.send(PERSONS, key, ndjson(lines));
    expect(await office.send(PERSONS, key, ndjson(other(lines)))).toMatchObject({
      status: 422,
      body: { type: 'urn:satudata:problem:key-reused' },
    });
  });

  it('of persons is not one of family cards', async () => {
    const key = newKey();
    await office.send(PERSONS, key, ndjson(newLines(1)));
    expect((await office.send('/v1/family-cards/batches', key, ndjson(newLines(1)))).status).toBe(422);
  });

  it('of another client is another batch', async () => {
    const key = newKey();
    const other = await source.office('18.09', 'another-client');
    const [one, two] = [
      await office.send(PERSONS, key, ndjson(newLines(1))),
      await other.send(PERSONS, key, ndjson(newLines(2))),
    ];
    expect(one.body['id']).not.toBe(two.body['id']);
  });
});

describe('whoever asks for batches', () => {
  it('finds one by its key, with its progress', async () => {
    const key = newKey();
    const { body } = await office.send(PERSONS, key, ndjson(newLines(1)));
    expect((await office.get(`/v1/batches?key=${key}`)).body).toEqual({ batches: [body] });
    expect((await office.get(`/v1/batches/${String(body['id'])}`)).body).toEqual(body);
  });

  it('does not find another client’s, or what is no batch', async () => {
    const { body } = await office.send(PERSONS, newKey(), ndjson(newLines(1)));
    const other = await source.office('18.09', 'another-client');
    const paths = ['', '/verdicts'].map((part) => `/v1/batches/${String(body['id'])}${part}`);
    const answers = [...paths, '/v1/batches/1', '/v1/batches/00000000-0000-0000-0000-000000000000'].map((path) =>
      other.get(path),
    );
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });

  it('is told that an outcome or a parameter is unknown', async () => {
    const { body } = await office.send(PERSONS, newKey(), ndjson(newLines(1)));
    const path = `/v1/batches/${String(body['id'])}/verdicts`;
    expect((await office.get(`${path}?outcome=lost`)).status).toBe(400);
    expect((await office.get(`${path}?page=1`)).status).toBe(400);
  });
});

describe('what the service has logged of all this', () => {
  it('holds no NIK and no name', () => {
    const log = source.logged();
    expect(log).toContain('/v1/persons/batches');
    expect(personalDataIn(log)).toEqual([]);
  });
});
