import { PERSON_COLUMNS, PersonSubmission } from '@satudata/contracts';
import { aPerson, aWorkbook, aZip } from '@satudata/testing';
import { NO_MAPPING } from '../columns/mapping.js';
import type { Entry } from '../entry.js';
import { entriesOf } from '../formats/entries-of.js';
import { readEntry } from '../read-entry.js';
import type { UnreadableFile } from '../unreadable-file.js';

const FORM = { submission: PersonSubmission, columns: PERSON_COLUMNS };
type Row = Record<string, string | number | boolean>;

function row(changes: Row = {}, number = 0): Row {
  const { occupation, residence, ...person } = aPerson({}, number);
  return {
    ...(person as unknown as Row),
    'occupation.code': occupation.code,
    'occupation.edition': occupation.edition,
    'residence.since': residence.since,
    'residence.address.street': residence.address.street,
    'residence.address.village': residence.address.village,
    ...changes,
  };
}
const HEADINGS = Object.keys(row());
const rowsOf = (...rows: Row[]) => [HEADINGS, ...rows.map((cells) => HEADINGS.map((heading) => cells[heading] ?? ''))];

async function* stream(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 1_000) yield await Promise.resolve(bytes.subarray(at, at + 1_000));
}

async function entries(workbook: Buffer): Promise<Entry[]> {
  const all: Entry[] = [];
  for await (const entry of entriesOf('xlsx', stream(workbook), FORM, NO_MAPPING)) all.push(entry);
  return all;
}

async function told(workbook: Buffer) {
  return (await entries(workbook)).map((entry) => {
    const read = readEntry(entry, PersonSubmission);
    return [
      entry.line,
      read.ok,
      ...(read.ok ? read.warnings : read.errors).map(({ pointer, rule }) => `${pointer} ${rule}`),
    ];
  });
}

const faultsOf = (workbook: Buffer) =>
  entries(workbook).then(
    () => [],
    ({ faults }: UnreadableFile) => faults?.map(({ rule }) => rule),
  );

describe('a workbook of persons', () => {
  it.each([
    ['shared', {}],
    ['in its cells', { inline: true } as const],
  ])('with its strings %s becomes the records that NDJSON would hold', async (_, options) => {
    const [entry] = await entries(aWorkbook(rowsOf(row()), options));
    const read = entry && readEntry(entry, PersonSubmission);
    expect(read).toMatchObject({ ok: true, warnings: [] });
    expect(JSON.parse(JSON.stringify(read?.ok && read.submission))).toEqual(aPerson());
  });

  it('tells rows as the sheet counts them, where some are empty', async () => {
    const rows = rowsOf(row(), {}, row({}, 1));
    expect((await entries(aWorkbook([[], ...rows]))).map(({ line }) => line)).toEqual([3, 5]);
  });

  it('with numbers and days in its cells is read as it is written, and that is told', async () => {
    const numbers = row({ nik: 1809101708900001, religion: 1, birthDate: 33102, 'residence.address.street': 12 });
    expect(await told(aWorkbook(rowsOf(numbers)))).toEqual([
      [
        2,
        true,
        '/nik written.number',
        '/birthDate written.serial',
        '/religion written.number',
        '/residence/address/street written.number',
      ],
    ]);
  });

  it('never guesses the last digit of a NIK that was kept as a number of 15', async () =>
    expect(await told(aWorkbook(rowsOf(row({ nik: 1809101708900010 }))))).toEqual([[2, false, '/nik digits.lost']]));

  it('is read at its first sheet that is not hidden, and that there are others is told', async () => {
    expect(await told(aWorkbook(rowsOf(row()), { hiddenBefore: 2, sheetsAfter: 1 }))).toEqual([
      [2, true, ' workbook.sheets'],
    ]);
    expect(await told(aWorkbook(rowsOf(row()), { hiddenBefore: 2 }))).toEqual([[2, true]]);
  });

  it('refuses a row with cells beyond the headings, and goes on', async () => {
    const [headings = [], first = [], second = []] = rowsOf(row(), row({}, 1));
    expect(await told(aWorkbook([headings, [...first, 'x'], second]))).toEqual([
      [2, false, ' line.columns'],
      [3, true],
    ]);
  });

  it('keeps cells in their columns where others before them are empty', async () => {
    const [entry] = await entries(aWorkbook(rowsOf(row({ birthPlace: '' }))));
    expect(entry?.read()).toMatchObject({ plain: { birthDate: '1990-08-01', sex: 'L' } });
  });

  it('of thousands of rows is read whole', async () => {
    const rows = Array.from({ length: 5_000 }, (_, number) => row({}, number));
    const all = await told(aWorkbook(rowsOf(...rows)));
    expect(all).toHaveLength(5_000);
    expect(all.every(([, ok]) => ok)).toBe(true);
  });
});

describe('what is no workbook', () => {
  const good = aWorkbook(rowsOf(row()));
  const parts = (sheet: string, strings = '<sst/>') => ({
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet r:id="a"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="a" Type="t/worksheet" Target="s.xml"/><Relationship Id="b" Type="t/sharedStrings" Target="ss.xml"/></Relationships>',
    'xl/s.xml': sheet,
    'xl/ss.xml': strings,
  });
  const oneCell = (cell: string) => `<worksheet><sheetData><row r="1">${cell}</row></sheetData></worksheet>`;

  it.each<[what: string, rule: string, bytes: Buffer]>([
    ['nothing', 'workbook.broken', Buffer.alloc(0)],
    ['text', 'workbook.broken', Buffer.from('nik;name\n')],
    ['a workbook cut short', 'workbook.broken', good.subarray(0, good.length - 100)],
    ['another zip', 'workbook.broken', aZip({ 'word/document.xml': '<w/>' })],
    [
      'a damaged part',
      'workbook.broken',
      Buffer.concat([good.subarray(0, 60), Buffer.alloc(20, 7), good.subarray(80)]),
    ],
    ['broken XML', 'workbook.broken', aZip(parts('<worksheet><row>'))],
    [
      'an entity of its own',
      'workbook.broken',
      aZip(parts('<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>')),
    ],
    ['a string that is not there', 'workbook.broken', aZip(parts(oneCell('<c t="s"><v>9</v></c>')))],
    [
      'a row beyond the last',
      'workbook.broken',
      aZip(parts('<worksheet><row r="9999999"><c><v>1</v></c></row></worksheet>')),
    ],
    ['a column beyond all', 'workbook.broken', aZip(parts(oneCell('<c r="XFD1"><v>1</v></c>')))],
    ['days since 1904', 'workbook.date1904', aWorkbook(rowsOf(row()), { date1904: true })],
    ['an empty sheet', 'table.header', aWorkbook([])],
    [
      'a sheet that inflates without end',
      'workbook.dense',
      aZip(parts(`<worksheet>${' '.repeat(8_000_000)}</worksheet>`)),
    ],
    ['a text without end', 'workbook.broken', aZip(parts(oneCell(`<c t="str"><v>${'ab'.repeat(1_500_000)}</v></c>`)))],
  ])('because it is or has %s is refused as a whole (%s)', async (_, rule, bytes) =>
    expect(await faultsOf(bytes)).toEqual([rule]),
  );
});
