import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { aPerson } from '@satudata/testing';
import type { Destination } from '../intake/destination.js';
import { describeFile } from '../intake/record-file.js';
import { sendChanged } from './send-changed.js';

let folder: string;
let path: string;
let server: Server;
let destination: Destination;
/** The NIKs of each batch that came in, and what the service is to make of the next. */
let batches: string[][];
let rejects: number[];
let isReceiptThere: boolean;

const REJECTED = { pointer: '/nik', rule: 'nik.other-office', id: 'Kantor lain.', en: 'Another office.' };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'satudata-watch-'));
  path = join(folder, 'persons.ndjson');
  [batches, rejects, isReceiptThere] = [[], [], true];
  server = createServer((request, response) => {
    if (request.url?.endsWith('/receipt'))
      return isReceiptThere ? response.end('a.b.c') : response.writeHead(403).end('{}');
    if (request.url?.includes('/verdicts')) {
      const lines = rejects.map((line) =>
        JSON.stringify({ line, outcome: 'rejected', errors: [REJECTED], warnings: [] }),
      );
      return response.end(lines.join('\n'));
    }
    if (request.method === 'GET') return response.end('{"batches":[]}');
    return void text(request).then((body) => {
      const lines = body.trimEnd().split('\n');
      batches.push(lines.map((line) => (JSON.parse(line) as { nik: string }).nik));
      const verdicts = { stored: lines.length - rejects.length, unchanged: 0, stale: 0, rejected: rejects.length };
      const counts = { lines: lines.length, committedLines: lines.length };
      response.end(JSON.stringify({ id: `b${batches.length}`, status: 'finished', ...counts, verdicts }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  destination = { client: 'c', service: 'population-registry', url, token: () => Promise.resolve('t') };
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

const nik = (number: number) => aPerson({}, number).nik;
const write = (...lines: (object | string)[]) =>
  writeFileSync(path, lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''));
const send = () => sendChanged(describeFile(path, 'persons'), destination);

describe('A watched file', () => {
  it('is sent whole at first, with its receipt kept, and not at all while nothing changes', async () => {
    write(aPerson({}, 1), aPerson({}, 2));
    expect((await send()).batch?.id).toBe('b1');
    expect(await send()).toEqual({});
    expect(batches).toEqual([[nik(1), nik(2)]]);
    expect(readFileSync(join(folder, '.satudata/b1.receipt.jws'), 'utf8')).toBe('a.b.c');
  });

  it('has only those records sent that are new or changed, also when one is changed back', async () => {
    write(aPerson({}, 1), aPerson({}, 2));
    await send();
    write(aPerson({ name: 'NAMA BARU' }, 1), aPerson({}, 2), aPerson({}, 3));
    await send();
    write(aPerson({}, 1), aPerson({}, 2), aPerson({}, 3));
    await send();
    expect(batches).toEqual([[nik(1), nik(2)], [nik(1), nik(3)], [nik(1)]]);
  });

  it('is sent again when there was no receipt', async () => {
    write(aPerson({}, 1));
    isReceiptThere = false;
    await expect(send()).rejects.toMatchObject({ name: 'CommandFailure' });
    isReceiptThere = true;
    await send();
    expect(batches).toEqual([[nik(1)], [nik(1)]]);
  });

  it('has what the service rejected quoted from its own lines, with rows that are no records', async () => {
    write(aPerson({}, 1));
    await send();
    rejects = [2];
    write(aPerson({}, 1), aPerson({}, 2), '{"nik":', aPerson({}, 4));
    const { rejectedFile = '' } = await send();
    const lines = readFileSync(rejectedFile, 'utf8').trimEnd().split('\n');
    expect(lines[0]).toBe('{"nik":');
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({
      nik: nik(4),
      satudata_alasan: 'nik.other-office /nik: Kantor lain.',
    });
  });

  it('leaves nothing about people behind but itself and what was rejected', async () => {
    write(aPerson({}, 1));
    await send();
    const kept = readdirSync(join(folder, '.satudata'));
    expect(kept.sort()).toEqual(['b1.receipt.jws', 'persons.ndjson.sent']);
    const notes = kept.map((name) => readFileSync(join(folder, '.satudata', name), 'latin1')).join('');
    expect(notes).not.toMatch(/REKAAN|1809/);
    expect(existsSync(join(folder, 'persons.rejected.ndjson'))).toBe(false);
  });
});
