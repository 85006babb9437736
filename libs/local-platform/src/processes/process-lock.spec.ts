import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isHeldByOther, tryLock } from './process-lock.js';
import type { ProcessLock } from './process-lock.js';

describe('A process lock', () => {
  const folder = mkdtempSync(join(tmpdir(), 'satudata-lock-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('names its holder to the second who asks, and is free again when released', () => {
    const path = join(folder, 'held');
    const first = tryLock(path) as ProcessLock;
    expect(tryLock(path)).toMatchObject({ pid: process.pid });
    first.release();
    expect(isHeldByOther(tryLock(path))).toBe(false);
  });

  it.each([
    ['a holder that was killed', JSON.stringify({ pid: process.pid, birth: 'long ago' })],
    ['a file that says nothing', ''],
  ])('is not kept by %s', (_, content) => {
    const path = join(folder, 'stale');
    writeFileSync(path, content);
    const lock = tryLock(path);
    expect(isHeldByOther(lock)).toBe(false);
    (lock as ProcessLock).release();
  });
});
