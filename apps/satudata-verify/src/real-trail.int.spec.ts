import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openNotebook, type OpenNotebook } from '@satudata/testing';
import { checkpointOpener } from './checkpoint.js';
import { Finding } from './finding.js';
import { verifyTrail } from './verify-trail.js';

const PROGRAM = join(__dirname, '../dist/main.js');
const READS = 12;
const EXPORTS = 4;
const NIK = '1801010101900001';

let notebook: OpenNotebook;
let folder: string;
let keys: string;
/** An export of before anybody touched anything. */
let earlier: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'satudata-verify-'));
  notebook = await openNotebook();
  await notebook.database.query(`insert into notebook.note values ($1, 'ANI', '18.01')`, [NIK]);
  keys = await (await fetch(`${notebook.service.url}/.well-known/jwks.json`)).text();
  const reader = await notebook.token('18.01');
  // Each export signs a checkpoint.
  for (let n = 0; n < EXPORTS; n++) {
    for (let read = 0; read < READS; read++) await ask(`notes/${NIK}`, reader, 'public-service');
    earlier = await exported();
  }
  await notebook.database.query(KEEP);
});
afterAll(async () => {
  await notebook?.close();
  rmSync(folder, { recursive: true });
});

const ask = (path: string, token: string, purpose: string) =>
  fetch(`${notebook.service.url}/v1/${path}`, { headers: { authorization: `Bearer ${token}`, purpose } });

async function exported(): Promise<string> {
  const grants = [{ operations: ['trail:read'], regions: ['18'], purposes: ['oversight'] }];
  const auditor = await notebook.issuer.token({ client: 'auditor', service: 'notebook', grants });
  return (await ask('trail/export', auditor, 'oversight')).text();
}

const firstLine = (text: string) => text.split('\n', 1)[0] ?? '';

async function faultOf(text: string, witnesses: readonly string[] = []): Promise<string | undefined> {
  try {
    await verifyTrail(text.split('\n').slice(0, -1), checkpointOpener(keys), witnesses);
    return undefined;
  } catch (error) {
    if (error instanceof Finding) return error.fault;
    throw error;
  }
}

describe('the program', () => {
  const file = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const run = async (...args: string[]) => {
    try {
      const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, ...args]);
      return { code: 0, said: stdout };
    } catch (error) {
      const { code, stderr } = error as { code: number; stderr: string };
      return { code, said: stderr };
    }
  };

  it('finds what the service exports whole, and what an earlier export witnessed borne out', async () => {
    const [trail, jwks, witness] = [
      file('a.ndjson', await exported()),
      file('a.jwks', keys),
      file('w.ndjson', earlier),
    ];
    const { code, said } = await run(trail, '--keys', jwks, '--witness', witness);
    expect([code, said]).toEqual([0, expect.stringMatching(/^Utuh \/ whole: urn:satudata:notebook: 1–\d+, \d+, 20/)]);
  });

  it('names the first line that is wrong, in both languages, with exit code 1', async () => {
    const trail = file('b.ndjson', (await exported()).replace('"client":"clerk"', '"client":"clark"'));
    expect(await run(trail, '--keys', file('b.jwks', keys))).toEqual({
      code: 1,
      said: 'entry.hash, baris / line 2: Isi entri tidak cocok dengan hash-nya. / The entry is not the one that was hashed.\n',
    });
  });

  it.each<[string, string, string]>([
    ['without its last line end', 'file.text', 'cut'],
    ['with a byte that is no UTF-8', 'file.text', 'byte'],
  ])('finds a file %s', async (_what, fault, how) => {
    const bytes = Buffer.from(await exported());
    if (how === 'byte') bytes[100] = 0xff;
    const path = join(folder, 'c.ndjson');
    writeFileSync(path, how === 'cut' ? bytes.subarray(0, -1) : bytes);
    expect(await run(path, '--keys', file('c.jwks', keys))).toMatchObject({
      code: 1,
      said: expect.stringMatching(fault),
    });
  });

  it('says with exit code 2 that it could not look', async () => {
    const trail = file('d.ndjson', await exported());
    for (const args of [[], [trail], [trail, '--keys', '/nowhere'], [trail, '--keys', file('d.jwks', '{}')]]) {
      expect((await run(...args)).code).toBe(2);
    }
  });
});

/** As the superuser, past every trigger. */
const past = (...statements: string[]) =>
  notebook.database.query(['begin', 'set local session_replication_role = replica', ...statements, 'commit'].join(';'));

const KEEP = `create schema kept;
  create table kept.entry as select id, content from trail.entry;
  create table kept.chain as table trail.chain;
  create table kept.checkpoint as table trail.checkpoint`;
const RESTORE = [
  'truncate trail.entry, trail.chain, trail.checkpoint, trail.waiting',
  'insert into trail.entry (id, content) overriding system value table kept.entry',
  'insert into trail.chain table kept.chain',
  'insert into trail.checkpoint table kept.checkpoint',
];

/** Numbers all from there again, as the service does, so that every hash is right. */
const CHAIN_AGAIN_FROM_10 = [
  'delete from trail.chain where number >= 10',
  'insert into trail.waiting select id from trail.entry where id not in (select entry from trail.chain)',
];

describe('what somebody did to the tables past the service is found in its next export', () => {
  afterEach(() => past(...RESTORE));

  it.each<[string, string, readonly string[]]>([
    [
      'an entry changed',
      'entry.hash',
      [`update trail.entry set content = replace(content, 'clerk', 'clark') where id = 9`],
    ],
    [
      'two entries exchanged',
      'entry.hash',
      [
        `update trail.chain set entry = -entry where number in (5, 30)`,
        `update trail.chain set entry = case when number = 5 then 30 else 5 end where entry < 0`,
      ],
    ],
    ['an entry removed', 'entry.number', ['delete from trail.entry where id = 9']],
    [
      'an entry and its number removed',
      'entry.number',
      ['delete from trail.chain where number = 9', 'delete from trail.entry where id = 9'],
    ],
    [
      'an entry put in place of another',
      'entry.hash',
      ['update trail.entry set content = (select content from kept.entry where id = 8) where id = 9'],
    ],
    [
      'an entry removed and all numbered anew',
      'checkpoint.head',
      ['delete from trail.entry where id = 10', ...CHAIN_AGAIN_FROM_10],
    ],
    [
      'an entry changed and all numbered anew',
      'checkpoint.head',
      [`update trail.entry set content = replace(content, 'clerk', 'clark') where id = 12`, ...CHAIN_AGAIN_FROM_10],
    ],
    [
      'a checkpoint changed',
      'checkpoint.signature',
      [`update trail.checkpoint set jws = replace(jws, '.', '.A') where through = 13`],
    ],
    ['a checkpoint removed', 'checkpoint.previous', ['delete from trail.checkpoint where through = 13']],
    [
      'a checkpoint put in place of another',
      'checkpoint.place',
      ['update trail.checkpoint set jws = (select jws from kept.checkpoint where through = 13) where through = 26'],
    ],
  ])('%s', async (_what, fault, statements) => {
    await past(...statements);
    expect(await faultOf(await exported(), [firstLine(earlier)])).toBe(fault);
  });

  it('its end removed, by who kept an earlier export', async () => {
    await past(
      'delete from trail.chain where number > 26',
      'delete from trail.checkpoint where through > 26',
      'delete from trail.entry where id not in (select entry from trail.chain)',
    );
    const cut = await exported();
    expect(await faultOf(cut)).toBeUndefined();
    expect(await faultOf(cut, [firstLine(earlier)])).toBe('witness.cut');
  });

  it('and nothing is found when nothing was done', async () => {
    expect(await faultOf(await exported(), [firstLine(earlier)])).toBeUndefined();
  });
});
