import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { inventFamilies } from '../offices/invented-families.js';
import { ndjson } from '../offices/send.js';
import { satudata, type CommandEnd } from '../platform/satudata.js';

const OFFICE = 'disdukcapil-18.01';
const LINES = 1_500;
const BAD_LINES = [10, 700, 1_499];
let folder: string;
let file: string;
let first: CommandEnd;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'satudata-push-'));
  file = join(folder, 'persons.ndjson');
  const families = await inventFamilies([{ code: '18.01.04.2001', persons: LINES + 300 }]);
  const people = families.flatMap(({ persons }) => persons).slice(0, LINES);
  writeFileSync(
    file,
    ndjson(people.map((person, index) => (isBad(index + 1) ? { ...person, religion: '9' } : person))),
  );
  first = await push();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const push = (): Promise<CommandEnd> => satudata('push', 'persons', file, '--as', OFFICE);
const isBad = (line: number): boolean => BAD_LINES.includes(line);

/** The table that is printed: `disimpan / stored   1497` -> stored: 1497. */
function verdictsOf({ stdout }: CommandEnd): Record<string, number> {
  const rows = [...stdout.matchAll(/\/ (\w+) +(\d+)$/gm)];
  return Object.fromEntries(rows.map(([, word, count]) => [word, Number(count)]));
}

const batchOf = ({ stdout }: CommandEnd): string | undefined => /batch ([0-9a-f-]{36})/.exec(stdout)?.[1];

describe('satudata push', () => {
  it('prints verdicts that add up to the lines sent', () => {
    const { sent, ...verdicts } = verdictsOf(first);
    expect(sent).toBe(LINES);
    expect(verdicts).toEqual({ stored: LINES - 3, unchanged: 0, stale: 0, rejected: 3 });
  });

  it('shows on stderr how far it is, up to the last line', () => {
    expect(first.stderr).toMatch(new RegExp(`${LINES}/${LINES}`));
  });

  it('ends with 1 since some lines were rejected', () => {
    expect(first.code).toBe(1);
  });

  it('writes the rejected records into a file of their own, with the reason, as they were sent', () => {
    const sent = readFileSync(file, 'utf8').split('\n');
    const rejected = readFileSync(file.replace('.ndjson', '.rejected.ndjson'), 'utf8').split('\n').filter(Boolean);
    expect(rejected.map((line) => JSON.parse(line) as unknown)).toEqual(
      BAD_LINES.map((line) => ({
        ...(JSON.parse(sent[line - 1] ?? '') as object),
        satudata_alasan: expect.stringMatching(/^code\.list \/religion: /) as string,
      })),
    );
  });

  it('has its verdicts looked up again, and its rules explained', async () => {
    const verdicts = await satudata('verdicts', batchOf(first) ?? '', '--as', OFFICE, '--outcome', 'rejected');
    expect(verdicts.stdout.match(/line \d+/g)).toEqual(BAD_LINES.map((line) => `line ${line}`));
    expect((await satudata('explain', 'code.list')).stdout).toMatch(/Perbaikan.*F-1\.01/s);
  });

  it('of the same file a second time tells the same batch with the same verdicts', async () => {
    const second = await push();
    expect(batchOf(second)).toBe(batchOf(first));
    expect(second.stdout).toBe(first.stdout);
  });
});

describe('satudata push --dry-run', () => {
  it('tells the same rejections without sending anything', async () => {
    const tried = await satudata('push', 'persons', file, '--dry-run');
    expect(tried.code).toBe(1);
    expect(tried.stdout).toMatch(/would be taken +1497/);
    expect(tried.stdout).toMatch(/code\.list +3/);
    expect(tried.stdout).not.toMatch(/batch [0-9a-f-]{36}/);
  });
});

describe('satudata token', () => {
  it('prints an access token for one service and nothing else', async () => {
    const { stdout, stderr, code } = await satudata('token', OFFICE, '--for', 'population-registry');
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(decodeJwt(stdout.trim())).toMatchObject({ client_id: OFFICE, aud: 'urn:satudata:population-registry' });
  });

  it('of a client nobody knows says in one plain sentence what to check', async () => {
    const { stdout, stderr, code } = await satudata('token', 'disdukcapil-99.99', '--for', 'population-registry');
    expect({ stdout, code }).toEqual({ stdout: '', code: 1 });
    expect(stderr).toMatch(/disdukcapil-99\.99.*periksa.*\n.*check/s);
    expect(stderr).not.toMatch(/\bat .*:\d+:\d+/);
  });
});
