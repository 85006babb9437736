import { createHash } from 'node:crypto';
import type { Line } from '../lines/split-lines.js';

/** Rolling hash: what was hashed so far, then this group of lines. Groups must always be cut at the same size. */
export function chainOf(previous: string, lines: readonly Line[]): string {
  const hash = createHash('sha256').update(previous);
  for (const line of lines) hash.update(line.bytes).update('\n');
  return hash.digest('hex');
}
