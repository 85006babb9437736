import { PERSON_COLUMNS, PersonSubmission } from '@satudata/contracts';
import { aPerson } from '@satudata/testing';
import fc from 'fast-check';
import { NO_MAPPING, type ColumnMapping } from '../columns/mapping.js';
import type { Entry } from '../entry.js';
import { entriesOf } from '../formats/entries-of.js';
import type { FileFormat } from '../formats/file-format.js';
import { readEntry } from '../read-entry.js';
import { UnreadableFile } from '../unreadable-file.js';

const FORM = { submission: PersonSubmission, columns: PERSON_COLUMNS };
const HEADINGS = [
  ...['nik', 'name', 'sex', 'birthPlace', 'birthDate', 'religion', 'maritalStatus', 'education', 'citizenship'],
  ...['occupation.code', 'occupation.edition', 'motherName', 'status', 'residence.since'],
  ...['residence.address.street', 'residence.address.village'],
];
const row = (changes: Record<string, string> = {}, number = 0) => {
  const person = aPerson({}, number);
  const cells: Record<string, string> = {
    ...Object.fromEntries(Object.entries(person).filter(([, value]) => typeof value === 'string')),
    'occupation.code': person.occupation.code,
    'occupation.edition': person.occupation.edition,
    'residence.since': person.residence.since,
    'residence.address.street': person.residence.address.street,
    'residence.address.village': person.residence.address.village,
    ...changes,
  };
  return HEADINGS.map((heading) => cells[heading] ?? '');
};
const table = (rows: readonly string[][], delimiter = ',', end = '\n') =>
  rows.map((cells) => cells.join(delimiter) + end).join('');

async function* stream(...chunks: readonly (string | Uint8Array)[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk as string));
}

async function entries(
  content: string | Uint8Array | readonly Uint8Array[],
  format: FileFormat = 'csv',
  mapping = NO_MAPPING,
) {
  const all: Entry[] = [];
  const payload = Array.isArray(content) ? stream(...(content as Uint8Array[])) : stream(content as string);
  for await (const entry of entriesOf(format, payload, FORM, mapping)) all.push(entry);
  return all;
}

/** The lines of the file with what was read, or why not. */
async function told(content: string | Uint8Array, format?: FileFormat, mapping?: ColumnMapping) {
  return (await entries(content, format, mapping)).map((entry) => {
    const read = readEntry(entry, PersonSubmission);
    const remarks = read.ok ? read.warnings : read.errors;
    return [entry.line, read.ok, ...remarks.map(({ pointer, rule }) => `${pointer} ${rule}`)];
  });
}

const faultsOf = (content: string | Uint8Array, mapping?: ColumnMapping) =>
  entries(content, 'csv', mapping).then(
    () => [],
    (error: UnreadableFile) => error.faults,
  );

describe('a table of persons', () => {
  it('becomes the records that NDJSON would hold', async () => {
    const [entry] = await entries(table([HEADINGS, row()]));
    const read = entry && readEntry(entry, PersonSubmission);
    expect(read).toEqual({ ok: true, warnings: [], submission: expect.objectContaining({}) as unknown });
    expect(JSON.parse(JSON.stringify(read?.ok && read.submission))).toEqual(aPerson());
  });

  it.each([
    ['semicolons', table([HEADINGS, row()], ';')],
    ['tabs', table([HEADINGS, row()], '\t')],
    ['line ends of Windows', table([HEADINGS, row()], ',', '\r\n')],
    ['a byte order mark', `\ufeff${table([HEADINGS, row()])}`],
    ['quotes around everything', table([HEADINGS, row()].map((cells) => cells.map((cell) => `"${cell}"`)))],
    ['headings in capitals with blanks', table([HEADINGS.map((heading) => ` ${heading.toUpperCase()} `), row()])],
    ['empty cells behind', table([HEADINGS, [...row(), '', '']])],
  ])('is read with %s', async (_, content) => expect(await told(content)).toEqual([[2, true]]));

  it('as TSV has commas in its cells', async () => {
    const content = table([HEADINGS, row({ 'residence.address.street': 'JL. A, NO. 1, "B"' })], '\t');
    expect(await told(content, 'tsv')).toEqual([[2, true]]);
  });

  it('tells lines of the file: blank ones hold no record, and a cell may hold several', async () => {
    const long = row({ 'residence.address.street': '"JL. CONTOH\nNO. 1"' }, 1);
    const found = await entries(`${table([HEADINGS, row()])}\n,,,\n${table([long, row({}, 2)])}`);
    expect(found.map(({ line, lastLine }) => [line, lastLine])).toEqual([
      [2, 2],
      [5, 6],
      [7, 7],
    ]);
  });

  it('in CP-1252 is read, and each line that needed it is told', async () => {
    const content = Buffer.from(table([HEADINGS, row(), row({ name: 'ANDR\u00c9 GIDE' }, 1)]), 'latin1');
    expect(await told(content)).toEqual([
      [2, true],
      [3, true, ' written.cp1252'],
    ]);
    const [, second] = await entries(content);
    expect(second?.read()).toMatchObject({ plain: { name: 'ANDR\u00c9 GIDE' } });
  });

  it.each([
    ['too few cells', row().slice(1).join(), ' line.columns'],
    ['too many cells', [...row(), 'x'].join(), ' line.columns'],
    ['a quote that is never closed', row({ name: '"TOKOH' }).join(), ' line.quote'],
    ['a NIK that a spreadsheet made a number', row({ nik: '"1,80910E+15"' }).join(), '/nik digits.lost'],
    ['no NIK', row({ nik: '' }).join(), '/nik required'],
  ])('refuses a line with %s, and goes on', async (_, line, error) =>
    expect(await told(`${table([HEADINGS])}${line}\n${table([row({}, 1)])}`)).toEqual([
      [2, false, error],
      [3, true],
    ]),
  );

  it('is cut into the same records however its bytes were cut on their way', async () => {
    const bytes = Buffer.from(table([HEADINGS, row(), row({ name: '"A\nB"' }), row({ name: '"C' }), row()]));
    const facts = async (parts: readonly Uint8Array[]) =>
      (await entries(parts)).map(({ line, lastLine, raw }) => [line, lastLine, raw.toString('hex')]);
    const whole = await facts([bytes]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 6 }), async (places) => {
        const ends = [...places].sort((a, b) => a - b);
        expect(await facts([0, ...ends].map((from, at) => bytes.subarray(from, [...ends, bytes.length][at])))).toEqual(
          whole,
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe('exports of other systems', () => {
  const siak = [
    ...[
      'NIK',
      'NO_KK',
      'NAMA_LGKP',
      'JENIS_KLMIN',
      'TMPT_LHR',
      'TGL_LHR',
      'AGAMA',
      'STAT_KWN',
      'PDDK_AKH',
      'JENIS_PKRJN',
    ],
    ...['NAMA_LGKP_IBU', 'ALAMAT', 'NO_RT', 'NO_RW', 'NO_PROP', 'NO_KAB', 'NO_KEC', 'NO_KEL', 'KLAIN_FSK', 'KAB_NAME'],
    'STAT_HIDUP',
  ];
  const line = [
    ...['1809101708900001', '1809101708200001', 'TOKOH REKAAN', 'LAKI-LAKI', 'HANURA', '17-08-1990', 'ISLAM', 'KAWIN'],
    ...['SLTA/SEDERAJAT', 'PETANI/PEKEBUN', 'IBU REKAAN', 'JL. CONTOH', '3', '2', '18', '9', '10', '2004', '0'],
    ...['PESAWARAN', 'HIDUP'],
  ];
  const constants = { 'occupation.edition': '2019', citizenship: '1', 'residence.since': '2020-01-01' };

  it('of SIAK are understood, with what the file does not say in the mapping', async () => {
    const [entry] = await entries(table([siak, line]), 'csv', { columns: {}, constants });
    const read = entry && readEntry(entry, PersonSubmission);
    expect(read?.ok && JSON.parse(JSON.stringify(read.submission))).toMatchObject({
      sex: 'L',
      birthDate: '1990-08-17',
      maritalStatus: '2',
      occupation: { code: '9', edition: '2019' },
      status: 'resident',
      residence: { address: { village: '18.09.10.2004', rt: '003', rw: '002' }, since: '2020-01-01' },
    });
  });

  it('tell once that columns were not read, and never read those that nobody may share', async () => {
    const [first, second] = await entries(table([siak, line, line]), 'csv', { columns: {}, constants });
    const warnings = (entry: Entry | undefined) => {
      const read = entry?.read();
      return read && 'warnings' in read ? read.warnings.map(({ rule }) => rule) : [];
    };
    expect(warnings(first)).toEqual(['column.never-shared', 'column.unused']);
    expect(warnings(second)).toEqual([]);
    expect(JSON.stringify(first?.read())).not.toMatch(/KLAIN|PESAWARAN/);
  });

  it('of a system nobody knows are read by the sender\u2019s mapping', async () => {
    const mapping = { columns: { 'Nama Penduduk': 'name', Foto: '' }, constants: {} };
    const headings = [...HEADINGS.map((heading) => (heading === 'name' ? 'NAMA PENDUDUK' : heading)), 'foto'];
    expect(await told(table([headings, [...row(), 'x.jpg']]), 'csv', mapping)).toEqual([[2, true, ' column.unused']]);
  });
});

describe('a file that is no table of persons', () => {
  it.each<[what: string, content: string | Uint8Array, faults: object[]]>([
    ['nothing', '', [{ rule: 'table.header' }]],
    ['an empty first line', `\n${table([HEADINGS])}`, [{ rule: 'table.header' }]],
    ['UTF-16', Buffer.from(`\ufeff${table([HEADINGS])}`, 'utf16le'), [{ rule: 'table.utf16' }]],
    [
      'a heading nobody knows',
      table([[...HEADINGS, 'SITI', '']]),
      [
        { rule: 'column.unknown', column: 17 },
        { rule: 'column.nameless', column: 18 },
      ],
    ],
    ['a field in two columns', table([[...HEADINGS, 'NAMA_LGKP']]), [{ rule: 'column.twice', column: 17 }]],
    ['no column for a required field', table([HEADINGS.slice(1)]), [{ rule: 'column.missing', field: 'nik' }]],
  ])('because it has %s is refused as a whole', async (_, content, faults) =>
    expect(await faultsOf(content)).toEqual(faults),
  );

  it('is told by position, never by what stands where headings should be', async () => {
    const faults = await faultsOf(table([row(), row({}, 1)]));
    expect(faults.length).toBeGreaterThan(HEADINGS.length);
    expect(JSON.stringify(faults)).not.toMatch(/REKAAN|1809/);
  });

  it.each([
    ['to a field', { columns: { X: 'salary' }, constants: {} }],
    ['a constant for a field', { columns: {}, constants: { salary: '1' } }],
  ])('because its mapping names %s that is none is refused', async (_, mapping) =>
    expect(await faultsOf(table([HEADINGS, row()]), mapping)).toEqual([{ rule: 'mapping.field' }]),
  );
});
