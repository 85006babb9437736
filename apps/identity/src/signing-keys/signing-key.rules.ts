import { TOKEN_LIFETIME_S } from '../authorization/token-lifetime.js';
import type { KeyState, PlannedKey } from './signing-key.js';

/**
 * So long before it signs a key is published. Services keep the keys they fetched for five minutes, instances of identity
 * re-read theirs every two seconds: twice the sum of both is enough for all of them to know it.
 */
export const PUBLISHED_AHEAD_MS = 600_000;

/** The last token of a key ends a lifetime after its successor took over; clocks differ by less than a minute. */
const OUTLIVES_SUCCESSION_MS = (TOKEN_LIFETIME_S + 60) * 1_000;

/** What services must be shown, youngest first: what will sign, what signs, and what signed tokens that are not over. */
export function publishedAt<Key extends PlannedKey>(keys: readonly Key[], now: Date): Key[] {
  return keys
    .filter((key) => !isWithdrawn(key, now) && !isOver(key, keys, now))
    .sort((a, b) => (isYounger(a, b) ? -1 : 1));
}

/** The youngest published key that has started. */
export function signingAt<Key extends PlannedKey>(keys: readonly Key[], now: Date): Key | undefined {
  return publishedAt(keys, now).find(({ signsFrom }) => signsFrom <= now);
}

/** The next key, when there is one already. */
export function waitingAt<Key extends PlannedKey>(keys: readonly Key[], now: Date): Key | undefined {
  return publishedAt(keys, now).find(({ signsFrom }) => signsFrom > now);
}

export function isWithdrawn({ withdrawnAt }: PlannedKey, now: Date): boolean {
  return withdrawnAt !== null && withdrawnAt <= now;
}

/** @param keys all there are, `key` among them */
export function stateOf(key: PlannedKey, keys: readonly PlannedKey[], now: Date): KeyState {
  if (isWithdrawn(key, now)) return 'withdrawn';
  if (key.signsFrom > now) return 'waiting';
  if (isOver(key, keys, now)) return 'over';
  return signingAt(keys, now)?.kid === key.kid ? 'signing' : 'leaving';
}

function isOver(key: PlannedKey, keys: readonly PlannedKey[], now: Date): boolean {
  const successions = keys
    .filter((other) => everSigns(other) && isYounger(other, key))
    .map(({ signsFrom }) => signsFrom.getTime());
  return now.getTime() >= Math.min(...successions) + OUTLIVES_SUCCESSION_MS;
}

/** A key withdrawn before its time took nobody's place; one withdrawn later did, and brings nobody back. */
function everSigns({ signsFrom, withdrawnAt }: PlannedKey): boolean {
  return withdrawnAt === null || withdrawnAt > signsFrom;
}

/** Of two that start at the same moment every instance must take the same. */
function isYounger(a: PlannedKey, b: PlannedKey): boolean {
  const ahead = a.signsFrom.getTime() - b.signsFrom.getTime();
  return ahead > 0 || (ahead === 0 && a.kid > b.kid);
}
