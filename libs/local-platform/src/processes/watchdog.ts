import { rmSync } from 'node:fs';
import { stopRecorded } from './run-record.js';

/**
 * `node watchdog.js <run folder> <platform file>`: waits for its standard input to close, then stops the recorded
 * processes. The platform file goes first: nobody shall read "ready" about a platform whose supervisor is dead.
 */
const [, , runFolder = '', platformFile = ''] = process.argv;

process.stdin.resume();
process.stdin.once('close', () => {
  rmSync(platformFile, { force: true });
  void stopRecorded(runFolder);
});
