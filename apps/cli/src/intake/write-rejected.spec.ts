import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeRejected } from './write-rejected.js';

const folder = mkdtempSync(join(tmpdir(), 'satudata-rejected-'));
const source = join(folder, 'persons.ndjson');
const target = `${source}.rejected.ndjson`;
const late = { pointer: '/birthDate', rule: 'date.future', id: 'Tanggal di masa depan.', en: 'A date in the future.' };
let server: Server;
let asked: string | undefined;

beforeAll(async () => {
  writeFileSync(source, 'first\nsecond\nthird\nfourth, without an end');
  server = createServer((request, response) => {
    asked = request.url;
    const verdict = (line: number): string => JSON.stringify({ line, outcome: 'rejected', errors: [late] });
    response.end(`${verdict(2)}\n${verdict(4)}\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await writeRejected({ url, batch: 'b1', token: 't', source, target });
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

describe('The file of rejected lines', () => {
  it('asks the service for rejected verdicts only', () => {
    expect(asked).toBe('/v1/batches/b1/verdicts?outcome=rejected');
  });

  it('quotes each rejected line with its number and its reasons', () => {
    const lines = readFileSync(target, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { line: 2, errors: [late], text: 'second' },
      { line: 4, errors: [late], text: 'fourth, without an end' },
    ]);
  });

  it('may be read by its owner only, for it is about people', () => {
    expect(statSync(target).mode & 0o777).toBe(0o600);
  });
});
