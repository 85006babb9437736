import { finding } from '@satudata/population-rules';
import type { Finding } from '@satudata/intake';

/** How new the sender's knowledge of a record is, as far as it says so. */
export interface Declared {
  readonly sourceVersion?: number | undefined;
  readonly changedAt?: string | undefined;
}

export function declaresNothing(declared: Declared): boolean {
  return declared.sourceVersion === undefined && declared.changedAt === undefined;
}

/**
 * Why a submission that says something else than the record is older than it; undefined when it is not.
 * A version counts before a time; what either side leaves out cannot make the other old.
 */
export function staleness(held: Declared, sent: Declared): Finding | undefined {
  if (held.sourceVersion !== undefined && sent.sourceVersion !== undefined) {
    if (sent.sourceVersion < held.sourceVersion) return finding('/sourceVersion', 'version.older');
    return sent.sourceVersion === held.sourceVersion ? finding('/sourceVersion', 'version.reused') : undefined;
  }
  if (held.changedAt === undefined || sent.changedAt === undefined) return undefined;
  const isOlder = Date.parse(sent.changedAt) < Date.parse(held.changedAt);
  return isOlder ? finding('/changedAt', 'changed-at.older') : undefined;
}

/** What is known of the sender's version after taking a submission: what it left out stays as it was. */
export function newer(held: Declared, sent: Declared): Declared {
  return { sourceVersion: sent.sourceVersion ?? held.sourceVersion, changedAt: sent.changedAt ?? held.changedAt };
}

/** After a change that the registry decided itself: whatever a sender knew before `now` is older than it. */
export function declaredUntil(held: Declared, now: Date): Declared {
  const isLater = held.changedAt !== undefined && Date.parse(held.changedAt) > now.getTime();
  return { sourceVersion: held.sourceVersion, changedAt: isLater ? held.changedAt : now.toISOString() };
}

/** What a submission that repeats the record still teaches of its newness; undefined when that is nothing. */
export function learned(held: Declared, sent: Declared): Declared | undefined {
  if (staleness(held, sent)) return undefined;
  const now = newer(held, sent);
  const isSame = now.sourceVersion === held.sourceVersion && instantOf(now) === instantOf(held);
  return isSame ? undefined : now;
}

function instantOf({ changedAt }: Declared): number | undefined {
  return changedAt === undefined ? undefined : Date.parse(changedAt);
}
