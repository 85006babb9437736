import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { unreadable } from '../terminal/unreadable.js';

/** sha-256 of all bytes of a file, hex. @throws CommandFailure */
export async function digestOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash).catch(() => Promise.reject(unreadable(file)));
  return hash.digest('hex');
}
