import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inventFamilies } from '../offices/invented-families.js';
import { ndjson } from '../offices/send.js';
import { satudata, type CommandEnd } from '../platform/satudata.js';

const OFFICE = 'disdukcapil-18.06';
const LINES = 300;
let folder: string;
let file: string;
let batch: string;
let saved: CommandEnd;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'satudata-receipt-'));
  file = join(folder, 'persons.ndjson');
  const families = await inventFamilies([{ code: '18.06.01.2016', persons: LINES + 100 }]);
  writeFileSync(file, ndjson(families.flatMap(({ persons }) => persons).slice(0, LINES)));
  const pushed = await satudata('push', 'persons', file, '--as', OFFICE);
  batch = /batch ([0-9a-f-]{36})/.exec(pushed.stdout)?.[1] ?? '';
  saved = await satudata('receipt', batch, '--as', OFFICE, '--to', folder);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

const evidence = (kind: string): string => join(folder, `${batch}.${kind}`);
const verify = (): Promise<CommandEnd> =>
  satudata('verify', evidence('receipt.jws'), evidence('arrival.jws'), '--file', file);

describe('satudata receipt', () => {
  it('saves what the source and the store signed, and their keys', () => {
    expect(saved).toEqual({
      code: 0,
      stderr: '',
      stdout: ['receipt.jws', 'jwks.json', 'arrival.jws'].map((kind) => `${evidence(kind)}\n`).join(''),
    });
  });

  it('of a batch that is another office’s says that it is not found', async () => {
    const { code, stderr } = await satudata('receipt', batch, '--as', 'disdukcapil-18.03', '--to', folder);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/tidak ditemukan.*\n.*not found/) });
  });
});

describe('satudata verify', () => {
  it('says what is proved, in Indonesian and English', async () => {
    const { code, stdout } = await verify();
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Sah: .*${batch}.*${LINES} baris.*\nValid: .*${OFFICE}.*${LINES} lines`));
    expect(stdout).toMatch(/sampai di gudang data.*\n.*arrived in the store/);
    expect(stdout).toMatch(/persis yang dikirim.*exactly the one that was sent/s);
  });

  it('ends with 1 and says what is wrong once the file is another', async () => {
    writeFileSync(file, readFileSync(file, 'utf8').replace('"', ' "'));
    const { code, stderr, stdout } = await verify();
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^file\.differs: .*bukan yang dikirim.*\nfile\.differs: .*not the file/);
  });
});
