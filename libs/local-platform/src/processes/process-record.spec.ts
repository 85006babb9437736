import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isAlive, recordOf } from './process-record.js';

describe('A process record', () => {
  it('knows a living process again', () => {
    const record = recordOf(process.pid);
    expect(record && isAlive(record)).toBe(true);
  });

  it('does not take another process for it that was given the same pid', () => {
    expect(isAlive({ pid: process.pid, birth: 'another time' })).toBe(false);
  });

  it('is none for a process that has ended', async () => {
    const child = spawn(process.execPath, ['-e', '0']);
    const record = recordOf(child.pid ?? 0);
    await once(child, 'exit');
    expect(record && isAlive(record)).toBe(false);
    expect(recordOf(child.pid ?? 0)).toBeUndefined();
  });
});
