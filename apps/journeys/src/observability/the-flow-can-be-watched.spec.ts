import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { waitFor } from '@satudata/testing';
import { SATUDATA } from '../platform/satudata.js';

let watching: ChildProcess | undefined;

afterEach(() => void watching?.kill('SIGKILL'));

describe('satudata status --watch', () => {
  it('keeps telling what flows, and ends in peace when asked to', async () => {
    const command = spawn(process.execPath, [SATUDATA, 'status', '--watch'], { stdio: ['ignore', 'pipe', 'inherit'] });
    watching = command;
    let told = '';
    command.stdout.on('data', (piece) => (told += String(piece)));
    const lines = () => told.split('\n').filter(Boolean);
    await waitFor('two lines', () => lines().length >= 2, { within: 30_000 });
    for (const line of lines())
      expect(line).toMatch(/^\S+Z population-registry behind=\d+ lag=\d+s parked=\d+ todo=\d+$/);
    command.kill('SIGINT');
    expect(await once(command, 'exit')).toEqual([0, null]);
  }, 60_000);
});
