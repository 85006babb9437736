import { createHash } from 'node:crypto';
import type { Entry } from '@satudata/record-files';

/** Rolling hash: what was hashed so far, then this group of records. Groups must always be cut at the same size. */
export function chainOf(previous: string, entries: readonly Pick<Entry, 'raw' | 'preamble'>[]): string {
  const hash = createHash('sha256').update(previous);
  for (const { raw, preamble } of entries) {
    if (preamble) hash.update(preamble);
    hash.update(raw).update('\n');
  }
  return hash.digest('hex');
}
