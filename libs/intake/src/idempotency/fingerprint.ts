import { createHash } from 'node:crypto';
import { canonical } from '@satudata/contracts';
import type { Taker } from '../taker.js';

/** sha-256, hex, of what a record says and on which versions; order of members and white space are no difference. */
export function fingerprintOf<S extends object>(
  { entity, submission: type }: Pick<Taker<S>, 'entity' | 'submission'>,
  submission: S,
  ifMatch: readonly string[] | undefined,
): string {
  const said = JSON.stringify([entity, ifMatch ?? null, canonical(type, submission)]);
  return createHash('sha256').update(said).digest('hex');
}
