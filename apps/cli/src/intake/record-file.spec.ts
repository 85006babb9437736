import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { aPerson } from '@satudata/testing';
import { describeFile, headersFor, measureFile } from './record-file.js';
import { tryFile } from './try-file.js';

const folder = mkdtempSync(join(tmpdir(), 'satudata-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HEADINGS = [
  ...['nik', 'name', 'sex', 'birthPlace', 'birthDate', 'religion', 'maritalStatus', 'education', 'citizenship'],
  ...['occupation.code', 'occupation.edition', 'motherName', 'status', 'residence.since'],
  ...['residence.address.street', 'residence.address.village'],
];

function row(changes: Record<string, string> = {}, number = 0): string {
  const { occupation, residence, ...person } = aPerson({}, number);
  const cells: Record<string, string> = {
    ...(person as unknown as Record<string, string>),
    'occupation.code': occupation.code,
    'occupation.edition': occupation.edition,
    'residence.since': residence.since,
    'residence.address.street': residence.address.street,
    'residence.address.village': residence.address.village,
    ...changes,
  };
  return HEADINGS.map((heading) => cells[heading] ?? '').join(';');
}
const table = (...rows: string[]) => [HEADINGS.join(';'), ...rows].map((line) => `${line}\n`).join('');
const ndjson = (...persons: object[]) => persons.map((person) => `${JSON.stringify(person)}\n`).join('');

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
const NOON = new Date('2026-11-24T05:00:00Z');
const trial = (path: string) => tryFile(describeFile(path, 'persons'), () => undefined, NOON);

describe('A file to push', () => {
  it.each([
    ['a.ndjson', ndjson({}, {}), 2, 2],
    ['a.csv', table(row(), row({}, 1)), 2, 3],
    ['a.csv.gz', gzipSync(table(row(), '', row({ name: '"A\nB"' }))), 2, 5],
    ['a.tsv', table(row()).replaceAll(';', '\t'), 1, 2],
  ])('is measured as the receiver will count it: %s', async (name, content, records, lines) => {
    const path = write(name, content);
    const sha256 = createHash('sha256').update(content).digest();
    expect(await measureFile(describeFile(path, 'persons'))).toEqual({ records, lines, sha256 });
  });

  it('is described by headers: its type, its digest, its compression and its mapping in ASCII', () => {
    const mapping = write('m.json', '{"columns": {"Nama é": "name"}}');
    const headers = headersFor(describeFile('x.csv.gz', 'persons', mapping), Buffer.from('abc'));
    expect(headers).toEqual({
      'content-type': 'text/csv',
      'content-digest': 'sha-256=:YWJj:',
      'content-encoding': 'gzip',
      'column-mapping': '{"columns":{"Nama \\u00e9":"name"},"constants":{}}',
    });
  });

  it.each<[what: string, open: () => unknown]>([
    ['of a kind that nobody reads', () => describeFile('persons.doc', 'persons')],
    ['of family cards as a table', () => describeFile('cards.csv', 'family-cards')],
    ['that is not there', () => measureFile(describeFile(join(folder, 'none.csv'), 'persons'))],
    ['whose gzip is broken', () => measureFile(describeFile(write('b.csv.gz', 'no gzip'), 'persons'))],
    ['without headings', () => measureFile(describeFile(write('h.csv', row()), 'persons'))],
    ['with a mapping that is none', () => describeFile('x.csv', 'persons', write('n.json', '[]'))],
  ])('%s is refused in a sentence for people', async (_, open) => {
    const failure = async () => open();
    await expect(failure()).rejects.toMatchObject({
      name: 'CommandFailure',
      id: expect.stringMatching(/^[A-Z]/) as string,
    });
  });
});

describe('A file that is only tried', () => {
  it('is judged by form, by the rules of the registry and by the list of villages', async () => {
    const path = write(
      'trial.csv',
      table(
        row(),
        row({ name: 'SUKARNO', birthDate: '01/08/1990' }, 1),
        row({ nik: '1,80910E+15' }),
        row({ birthDate: '2027-01-01' }),
        row({ 'residence.address.village': '18.09.99.2001' }),
      ),
    );
    const { taken, rejected, rules } = await trial(path);
    expect({ taken, rejected }).toEqual({ taken: 2, rejected: 3 });
    expect([...rules.keys()].sort()).toEqual(
      ['date.future', 'digits.lost', 'name.one-word', 'region.unknown', 'written.date'].sort(),
    );
  });

  it('leaves the rejected rows beside it, with their reasons, for its owner only', async () => {
    const bad = [
      row({ nik: '"1;8"' }),
      row({ sex: 'X', name: '"A ""B"""' }, 1),
      `${row().slice(0, 40)}`,
      row({ name: '"C' }),
    ];
    const { rejectedFile = '' } = await trial(write('rows.csv', table(row(), ...bad)));
    const [head, ...lines] = readFileSync(rejectedFile, 'utf8').split(/\r?\n/);
    expect(head).toBe(`\ufeff${HEADINGS.join(';')};satudata_alasan`);
    expect(lines[0]).toBe(`${bad[0]};nik.digits /nik: NIK harus 16 angka.`);
    expect(lines[1]).toContain('A ""B""');
    expect(lines[1]).toMatch(
      /;name\.letters \/name: .*; code\.list \/sex: [^;]*$|;"name\.letters \/name: .*; code\.list \/sex: .*"$/,
    );
    expect(lines[3]).toBe(bad[3]);
    expect(statSync(rejectedFile).mode & 0o777).toBe(0o600);
  });

  it('is taken whole once its rejected rows are mended in the file of rejected rows', async () => {
    const { rejectedFile = '' } = await trial(
      write('mend.csv', table(row(), row({ sex: 'X' }, 1), row({ sex: 'Y' }, 2))),
    );
    writeFileSync(rejectedFile, readFileSync(rejectedFile, 'utf8').replace(';X;', ';L;'));
    const again = await trial(rejectedFile);
    expect(again).toMatchObject({ taken: 1, rejected: 1 });
    const [head = ''] = readFileSync(again.rejectedFile ?? '', 'utf8').split('\r\n');
    expect(head.match(/satudata_alasan/g)).toHaveLength(1);
  });

  it('of JSON lines keeps them as they are, with the reasons as a member that is passed over next time', async () => {
    const wrong = { ...aPerson({}, 1), religion: '9' };
    const path = write('lines.ndjson', `${ndjson(aPerson(), wrong)}{"nik":\n`);
    const { rejectedFile = '' } = await trial(path);
    const lines = readFileSync(rejectedFile, 'utf8').split('\n');
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      ...wrong,
      satudata_alasan: expect.stringMatching(/^code\.list/) as string,
    });
    expect(lines[1]).toBe('{"nik":');
    const mended = write('mended.ndjson', `${(lines[0] ?? '').replace('"religion":"9"', '"religion":"1"')}\n`);
    expect(await trial(mended)).toMatchObject({ taken: 1, rejected: 0 });
  });

  it('leaves no file where nothing is rejected', async () => {
    expect((await trial(write('good.csv', table(row())))).rejectedFile).toBeUndefined();
  });
});
