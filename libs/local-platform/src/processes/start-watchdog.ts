import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ChildProcessByStdio } from 'node:child_process';
import type { Writable } from 'node:stream';
import { notBuilt } from '../failures.js';
import type { Home } from '../home.js';

/**
 * Neither java nor postgres notices that its parent was killed, and `kill -9` leaves the parent no last word. So a
 * second process holds the other end of a pipe: the kernel closes ours however we end, and the watchdog then stops
 * what is recorded as running. It has a group of its own, so that a kill of our whole group does not take it along.
 *
 * Always run from `dist`: a specification loads this file from `src`, but a process of its own needs JavaScript.
 */
export function startWatchdog(home: Home): ChildProcessByStdio<Writable, null, null> {
  const program = join(__dirname, '..', '..', 'dist', 'processes', 'watchdog.js');
  if (!existsSync(program)) throw notBuilt(program);
  const watchdog = spawn(process.execPath, [program, home.run, home.platformFile], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watchdog.unref();
  return watchdog;
}
