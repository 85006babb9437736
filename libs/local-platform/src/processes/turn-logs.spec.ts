import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { turnLogs } from './turn-logs.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'satudata-logs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const grown = (name: string, first: string): void => {
  writeFileSync(join(folder, name), first);
  truncateSync(join(folder, name), 20_000_001);
};

describe('The logs of a home', () => {
  it('are put aside once they have grown large, over what was put aside before', () => {
    writeFileSync(join(folder, 'kafka.log.1'), 'last year');
    grown('kafka.log', 'this year');
    turnLogs(folder);
    expect(readdirSync(folder)).toEqual(['kafka.log.1']);
    expect(readFileSync(join(folder, 'kafka.log.1'), 'utf8').slice(0, 9)).toBe('this year');
  });

  it('are left alone while they are small, for the sentence of a failure names them', () => {
    writeFileSync(join(folder, 'identity.log'), 'a line');
    turnLogs(folder);
    expect(readdirSync(folder)).toEqual(['identity.log']);
  });
});
