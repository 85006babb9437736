import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import { generateProvince, type WrittenRecord } from '@satudata/synthetic-province';
import { aWorkbook, openSource, personalDataIn, waitFor, type Office, type SourceService } from '@satudata/testing';
import { populationRegistry, populationRegistrySchemas } from './population-registry.js';

const PERSONS = '/v1/persons/batches';
const OPERATIONS = ['person:write', 'family-card:write', 'batch:read'];
const VILLAGE = '18.09.10.2004';
/** The bar is 100,000: `TABLE_PERSONS=100000`. */
const COUNT = Number(process.env['TABLE_PERSONS'] ?? 3_000);

interface Verdict {
  readonly line: number;
  readonly outcome: string;
  readonly errors: readonly { readonly pointer: string; readonly rule: string }[];
  readonly warnings: readonly { readonly pointer: string; readonly rule: string }[];
}

const sources: SourceService[] = [];
let records: WrittenRecord['record'][];
let keys = 0;

beforeAll(() => {
  const households = generateProvince({
    seed: 'tables',
    villages: [{ code: VILLAGE, persons: COUNT, name: 'Hanura' }],
    at: '2026-06-30',
    mistakes: true,
  });
  records = [...households].flatMap(({ written = [] }) => written.map(({ record }) => record));
});
afterAll(() => Promise.all(sources.map((source) => source.close())));

/** An office with a registry of its own, that holds nobody yet. */
async function newOffice(): Promise<Office> {
  const source = await openSource(populationRegistry, populationRegistrySchemas, OPERATIONS);
  sources.push(source);
  return source.office('18.09');
}

const flat = (value: object, above = ''): [string, string][] =>
  Object.entries(value).flatMap(([name, member]: [string, unknown]) =>
    typeof member === 'object' && member !== null
      ? flat(member, `${above}${name}.`)
      : [[above + name, String(member)] as [string, string]],
  );

/** As a table, one row each. */
function csvOf(persons: readonly object[], delimiter = ';'): string {
  const rows = persons.map((person) => new Map(flat(person)));
  const headings = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const quote = (cell: string) => (/[";,\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const lines = rows.map((row) => headings.map((heading) => quote(row.get(heading) ?? '')).join(delimiter));
  return `${[headings.join(delimiter), ...lines].join('\r\n')}\r\n`;
}
function workbookOf(persons: readonly object[]): Buffer {
  const rows = persons.map((person) => new Map(flat(person)));
  const headings = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  return aWorkbook([headings, ...rows.map((row) => headings.map((heading) => row.get(heading) ?? ''))]);
}
const ndjsonOf = (persons: readonly object[]) => persons.map((person) => `${JSON.stringify(person)}\n`).join('');

const CSV = { 'content-type': 'text/csv' };
const XLSX = { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
const newKey = () => `table-${(keys += 1)}`;

/** What became of each record, in their order, with the lines left out. */
async function judged(office: Office, payload: string | Buffer, headers: Record<string, string>) {
  const { status, body } = await office.send(PERSONS, newKey(), payload, headers);
  expect(status).toBe(200);
  const verdicts = await office.lines<Verdict>(`/v1/batches/${String(body['id'])}/verdicts`);
  const names = (findings: Verdict['errors']) => findings.map(({ pointer, rule }) => `${pointer} ${rule}`);
  return {
    counts: body['verdicts'] as Record<string, number>,
    lines: verdicts.map(({ line }) => line),
    verdicts: verdicts.map(({ outcome, errors, warnings }) => [outcome, names(errors), names(warnings)]),
  };
}

describe('the records of an office with all its mistakes', () => {
  it('get the same verdicts as NDJSON, as CSV, as gzip of TSV and as a workbook', async () => {
    const asNdjson = await judged(await newOffice(), ndjsonOf(records), { 'content-type': 'application/x-ndjson' });
    const asCsv = await judged(await newOffice(), csvOf(records), CSV);
    const tsv = { 'content-type': 'text/tab-separated-values', 'content-encoding': 'gzip' };
    const asTsv = await judged(await newOffice(), gzipSync(csvOf(records, '\t')), tsv);
    const asWorkbook = await judged(await newOffice(), workbookOf(records), XLSX);
    expect(asWorkbook.verdicts).toEqual(asNdjson.verdicts);
    expect(asCsv.verdicts).toEqual(asNdjson.verdicts);
    expect(asTsv.verdicts).toEqual(asNdjson.verdicts);
    expect(asCsv.counts).toEqual(asNdjson.counts);
    expect(asCsv.lines).toEqual(asNdjson.lines.map((line) => line + 1));
    expect(asNdjson.verdicts).toHaveLength(records.length);
    for (const outcome of ['stored', 'rejected']) expect(asNdjson.counts[outcome]).toBeGreaterThan(COUNT / 20);
  }, 600_000);
});

describe('a table', () => {
  let office: Office;
  beforeAll(async () => {
    office = await newOffice();
  });

  it('tells the lines of its file, where one record may take several', async () => {
    const persons = records
      .slice(0, 4)
      .map((record, at) => ({ ...record, birthPlace: at === 1 ? 'HANURA\nDUA' : 'X' }));
    const { lines } = await judged(office, csvOf(persons), CSV);
    expect(lines).toEqual([2, 3, 5, 6]);
  });

  it('that cannot be read as one is refused by the position of its columns, and nothing is stored', async () => {
    const key = newKey();
    const answer = await office.send(PERSONS, key, 'nik;SITI REKAAN\n1;2\n', CSV);
    expect(answer).toMatchObject({ status: 422, body: { type: 'urn:satudata:problem:unreadable-file' } });
    expect(answer.body['errors']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ column: 2, rule: 'column.unknown' }),
        expect.objectContaining({ pointer: '/birthDate', rule: 'column.missing' }),
      ]),
    );
    expect(JSON.stringify(answer.body)).not.toContain('SITI');
    expect(await office.send(PERSONS, key, csvOf(records.slice(0, 1)), CSV)).toMatchObject({ status: 200 });
  });

  it('is read by the mapping that comes with it, under which alone it is the same batch', async () => {
    const key = newKey();
    const payload = csvOf(records.slice(10, 12)).replace('birthPlace', 'Tempat');
    const mapping = (path: string) => ({
      ...CSV,
      'column-mapping': JSON.stringify({ columns: { Tempat: path }, constants: path ? {} : { birthPlace: 'HANURA' } }),
    });
    const first = await office.send(PERSONS, key, payload, mapping('birthPlace'));
    expect(first).toMatchObject({ status: 200 });
    expect(await office.send(PERSONS, key, payload, mapping('birthPlace'))).toMatchObject({ body: first.body });
    expect(await office.send(PERSONS, key, payload, mapping(''))).toMatchObject({ status: 422 });
  });

  it.each([
    ['in a media type nobody reads', { 'content-type': 'application/json' }, 415],
    ['in a gzip around a workbook', { ...XLSX, 'content-encoding': 'gzip' }, 415],
    ['as a workbook that is none', XLSX, 422],
    ['with a mapping that is no JSON', { ...CSV, 'column-mapping': '{' }, 400],
  ])('%s is refused', async (_, headers, status) =>
    expect(await office.send(PERSONS, newKey(), csvOf(records.slice(0, 1)), headers)).toMatchObject({ status }),
  );

  it('cannot hold family cards', async () =>
    expect(await office.send('/v1/family-cards/batches', newKey(), 'kk;head\n', CSV)).toMatchObject({ status: 415 }));
});

describe('a table whose connection is cut again and again', () => {
  it('is in the end what it would have been in one piece', async () => {
    const [office, other] = [await newOffice(), await newOffice()];
    const persons = records.map((record, at) => (at % 10 === 0 ? { ...record, birthPlace: 'HANURA\nDUA' } : record));
    const payload = csvOf(persons);
    const whole = await judged(other, payload, CSV);
    const key = newKey();
    for (const share of [0.36, 0.4, 0.71, 0.99])
      await sendPart(office, key, payload, Math.floor(payload.length * share));
    const answer = await waitFor(
      'the batch to be free',
      async () => {
        const { status, body } = await office.send(PERSONS, key, payload, CSV);
        return status !== 409 && { status, body };
      },
      { within: 25_000 },
    );
    expect(answer.status).toBe(200);
    const verdicts = await office.lines<Verdict>(`/v1/batches/${String(answer.body['id'])}/verdicts`);
    expect(verdicts.map(({ line }) => line)).toEqual(whole.lines);
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(whole.verdicts.map(([outcome]) => outcome));
  }, 120_000);

  /** Sends the beginning until its whole chunks are acknowledged, and cuts the connection. */
  async function sendPart(office: Office, key: string, payload: string, length: number): Promise<void> {
    const rows = payload.slice(0, length).match(/\r\n/g) ?? [];
    const whole = Math.floor((rows.length - 1) / 1_000) * 1_000;
    await waitFor(
      `${whole} records of ${length} bytes to be taken`,
      async () => {
        const sending = office.begin(PERSONS, key, CSV);
        const refused = once(sending, 'response').then(([answer]) => (answer as IncomingMessage).resume().statusCode);
        sending.write(payload.slice(0, length));
        const taken = waitFor('the chunks', async () => (await recordsOf(office, key)) >= whole, { within: 20_000 });
        const end = await Promise.race([refused.catch(() => 0), taken.then(() => 'taken')]);
        sending.destroy();
        return end === 'taken';
      },
      { within: 60_000 },
    );
  }

  async function recordsOf(office: Office, key: string): Promise<number> {
    const { body } = await office.get<{ batches: { lines: number }[] }>(`/v1/batches?key=${key}`);
    return body.batches[0]?.lines ?? 0;
  }
});

describe('what the services have logged of all this', () => {
  it('holds no NIK and no name', () => {
    const log = sources.map((source) => source.logged()).join('');
    expect(log).toContain('/v1/persons/batches');
    expect(personalDataIn(log)).toEqual([]);
  });
});
