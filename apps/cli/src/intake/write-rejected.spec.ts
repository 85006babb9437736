import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchVerdicts } from './fetch-verdicts.js';
import { describeFile } from './record-file.js';
import { writeRejected } from './write-rejected.js';

const folder = mkdtempSync(join(tmpdir(), 'satudata-rejected-'));
const source = join(folder, 'persons.ndjson');
const late = { pointer: '/birthDate', rule: 'date.future', id: 'Tanggal di masa depan.', en: 'A date in the future.' };
let server: Server;
let url: string;
let asked: string | undefined;

beforeAll(async () => {
  writeFileSync(source, 'first\nsecond\nthird\n{"nik":"4"}');
  server = createServer((request, response) => {
    asked = request.url;
    if (asked?.includes('gone')) return response.writeHead(404).end('{"words":{"id":"Tidak ada.","en":"Not found."}}');
    const verdict = (line: number): string =>
      JSON.stringify({ line, outcome: 'rejected', errors: [late], warnings: [] });
    return response.end(`${verdict(2)}\n${verdict(4)}\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const rejectedOf = (batch: string) =>
  fetchVerdicts({ service: 'population-registry', url, token: 't', batch, outcome: 'rejected' });

describe('The file of rejected records', () => {
  it('holds those that the service rejected, each with its reasons', async () => {
    const target = await writeRejected(describeFile(source, 'persons'), rejectedOf('b1'));
    expect(asked).toBe('/v1/batches/b1/verdicts?outcome=rejected');
    expect(target).toBe(join(folder, 'persons.rejected.ndjson'));
    expect(readFileSync(target, 'utf8')).toBe(
      'second\n{"nik":"4","satudata_alasan":"date.future /birthDate: Tanggal di masa depan."}\n',
    );
  });

  it('is not begun when the service knows no such batch, whose words are passed on', async () => {
    await expect(writeRejected(describeFile(source, 'persons'), rejectedOf('gone'))).rejects.toThrow(/Tidak ada/);
  });
});
