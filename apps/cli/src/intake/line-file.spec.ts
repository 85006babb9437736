import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure } from './line-file.js';

const folder = mkdtempSync(join(tmpdir(), 'satudata-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (content: string): string => {
  const path = join(folder, createHash('sha256').update(content).digest('hex'));
  writeFileSync(path, content);
  return path;
};

describe('The lines of a file to push', () => {
  it.each([
    ['', 0],
    ['{}\n', 1],
    ['{}\n{}\n', 2],
    ['{}\n{}', 2],
    ['{}\n\n{}\n', 3],
    ['{}\n'.repeat(100_000), 100_000],
  ])('are counted as the receiver counts them (case %#)', async (content, lines) => {
    expect((await measure(file(content))).lines).toBe(lines);
  });

  it('are known by the hash of all their bytes', async () => {
    const content = '{"name":"SITI"}\n';
    expect((await measure(file(content))).sha256).toBe(createHash('sha256').update(content).digest('hex'));
  });

  it('that cannot be read are told in one sentence, with the name of the file', async () => {
    await expect(measure(join(folder, 'nowhere'))).rejects.toThrow(/nowhere/);
  });
});
