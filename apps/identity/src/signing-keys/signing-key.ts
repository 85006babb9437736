import type { JWK } from 'jose';
import type { Act } from '../grants/grant.js';

/** When a key signs. */
export interface PlannedKey {
  /** Its thumbprint (RFC 7638). */
  readonly kid: string;
  readonly signsFrom: Date;
  /** From then on it is worth nothing, nor are the tokens it signed; null for a key that stands. */
  readonly withdrawnAt: Date | null;
}

/** With its private part: never answered, never logged. */
export interface StoredKey extends PlannedKey {
  readonly jwk: JWK;
}

/** A key with all that was ever said of it, without its private part. */
export interface RecordedKey extends PlannedKey {
  readonly made: Act;
  readonly withdrawn: Act | null;
}

export const KEY_STATES = ['waiting', 'signing', 'leaving', 'over', 'withdrawn'] as const;
export type KeyState = (typeof KEY_STATES)[number];
