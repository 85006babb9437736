import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { personalDataIn, type Office } from '@satudata/testing';
import { as } from '../offices/as.js';
import { registeredResidents } from '../offices/registered-residents.js';
import { satudata } from '../platform/satudata.js';

const VERIFY = join(__dirname, '../../../satudata-verify/dist/main.js');

let folder: string;
let office: Office;
let nik: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'satudata-trail-'));
  office = await as('disdukcapil-18.01');
  nik = (await registeredResidents('18.01', 1))[0]?.nik ?? '';
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Accesses {
  readonly accesses: readonly { readonly office: string; readonly purpose: { readonly code: string } }[];
}

const verify = async (file: string) => {
  const ran = promisify(execFile)(process.execPath, [VERIFY, file, '--keys', join(folder, 'trail.ndjson.jwks.json')]);
  return ran.then(
    ({ stdout }) => stdout,
    ({ stderr }: { stderr: string }) => stderr,
  );
};

it('A person is told which office looked and what for, in its own name', async () => {
  expect((await office.get(`/v1/persons/${nik}`, { purpose: 'civil-registration' })).status).toBe(200);
  const { body } = await office.get<Accesses>(`/v1/persons/${nik}/access`, { purpose: 'subject-access' });
  expect(body.accesses.slice(0, 2).map(({ office: name, purpose }) => [name, purpose.code])).toEqual([
    ['Disdukcapil Kabupaten Lampung Selatan', 'subject-access'],
    ['Disdukcapil Kabupaten Lampung Selatan', 'civil-registration'],
  ]);
});

it('What the grant for one purpose opens is closed to every other', async () => {
  expect((await office.get(`/v1/persons/${nik}/access`, { purpose: 'civil-registration' })).status).toBe(403);
  expect((await office.get(`/v1/persons/${nik}`, { purpose: 'subject-access' })).status).toBe(403);
});

describe('The auditor', () => {
  const file = () => join(folder, 'trail.ndjson');

  it('takes the whole trail away, which a program of its own finds whole and which names nobody', async () => {
    const { code, stderr } = await satudata('trail', 'export', '--to', file());
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(await verify(file())).toMatch(/^Utuh \/ whole: urn:satudata:population-registry: 1–\d+/);
    expect(personalDataIn(readFileSync(file(), 'utf8'))).toEqual([]);
  });

  it('sees that one word of it was changed', async () => {
    const changed = join(folder, 'changed.ndjson');
    writeFileSync(changed, readFileSync(file(), 'utf8').replace('civil-registration', 'law-enforcement'));
    expect(await verify(changed)).toMatch(/^entry\.hash, baris \/ line \d+/);
  });
});
