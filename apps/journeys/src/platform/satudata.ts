import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export interface CommandEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const SATUDATA = join(__dirname, '../../../cli/dist/main.js');

/** Runs one command of `satudata` to its end, as a user of the running platform would. */
export async function satudata(...words: string[]): Promise<CommandEnd> {
  const command = spawn(process.execPath, [SATUDATA, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [[code], stdout, stderr] = await Promise.all([
    once(command, 'exit') as Promise<[number | null]>,
    text(command.stdout),
    text(command.stderr),
  ]);
  return { code, stdout, stderr };
}
