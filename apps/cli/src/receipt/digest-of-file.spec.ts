import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOfFile } from './digest-of-file.js';

const folder = mkdtempSync(join(tmpdir(), 'satudata-digest-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('The digest of a file', () => {
  it('is that of all its bytes', async () => {
    const content = '{"name":"SITI"}\n'.repeat(10_000);
    const file = join(folder, 'persons.ndjson');
    writeFileSync(file, content);
    expect(await digestOfFile(file)).toBe(createHash('sha256').update(content).digest('hex'));
  });

  it('of a file that cannot be read is told in one sentence, with its name', async () => {
    await expect(digestOfFile(join(folder, 'nowhere'))).rejects.toThrow(/nowhere/);
  });
});
