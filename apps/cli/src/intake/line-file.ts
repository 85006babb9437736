import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { unreadable } from '../terminal/unreadable.js';

const NEWLINE = 0x0a;

/** Number of lines (the last one counts without its line end too) and SHA-256 of a file, in one reading. */
export async function measure(file: string): Promise<{ lines: number; sha256: string }> {
  const hash = createHash('sha256');
  let lines = 0;
  let last = NEWLINE;
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) lines += 1;
      last = chunk.at(-1) ?? last;
    }
  } catch {
    throw unreadable(file);
  }
  return { lines: last === NEWLINE ? lines : lines + 1, sha256: hash.digest('hex') };
}
