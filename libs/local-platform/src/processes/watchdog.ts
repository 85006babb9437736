import { stopRecorded } from './run-record.js';

/** `node watchdog.js <run folder>`: waits for its standard input to close, then stops the recorded processes. */
process.stdin.resume();
process.stdin.once('close', () => void stopRecorded(process.argv[2] ?? ''));
