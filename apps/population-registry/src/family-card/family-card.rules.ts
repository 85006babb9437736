import { canonical, FamilyCard, type FamilyCardChange, type FamilyCardSubmission } from '@satudata/contracts';
import type { Finding, Verdict } from '@satudata/intake';
import { brokenFamilyCardRules, finding } from '@satudata/population-rules';
import { declaredUntil, declaresNothing, learned, newer, staleness, type Declared } from '../sender/freshness.rules.js';

/** What the registry holds of a family card. */
export interface FamilyCardState {
  readonly version: number;
  readonly declared: Declared;
  readonly record: FamilyCard;
}

export interface FamilyCardDecision {
  readonly verdict: Verdict;
  /** The same card, now known to be newer: to be kept, or an older submission could pass for news. */
  readonly noted?: FamilyCardState;
  readonly change?: { readonly type: FamilyCardChange; readonly at: string; readonly state: FamilyCardState };
}

/** One pushed card against what is held: stored, unchanged, stale or rejected. */
export function decideFamilyCard(
  held: FamilyCardState | undefined,
  submission: FamilyCardSubmission,
  context: { readonly now: Date; readonly today: string; readonly newId: string },
): FamilyCardDecision {
  const errors = brokenFamilyCardRules(submission, context.today);
  if (errors.length > 0) return { verdict: { outcome: 'rejected', errors, warnings: [] } };
  const record = canonical(FamilyCard, { ...submission, id: held?.record.id ?? context.newId });
  if (!held) return store(undefined, record, submission, context.now);
  const known = { id: record.id, version: held.version, warnings: [] };
  if (JSON.stringify(record) === JSON.stringify(held.record)) {
    const declared = learned(held.declared, submission);
    return {
      verdict: { outcome: 'unchanged', errors: [], ...known },
      ...(declared && { noted: { ...held, declared } }),
    };
  }
  const stale = staleness(held.declared, submission) ?? reopening(held, submission);
  if (stale) return { verdict: { outcome: 'stale', errors: [stale], ...known } };
  return store(held, record, submission, context.now);
}

function store(
  held: FamilyCardState | undefined,
  record: FamilyCard,
  submission: FamilyCardSubmission,
  now: Date,
): FamilyCardDecision {
  const version = (held?.version ?? 0) + 1;
  const state = { version, declared: newer(held?.declared ?? {}, submission), record };
  const at = submission.changedAt ? new Date(submission.changedAt).toISOString() : now.toISOString();
  return {
    verdict: { outcome: 'stored', errors: [], warnings: [], id: record.id, version },
    change: { type: held ? changeBetween(held.record, record) : 'family-card.issued', at, state },
  };
}

/** A card as an event leaves it: newer than whatever was declared of it until then. */
export function cardAfterEvent(
  held: FamilyCardState | undefined,
  record: FamilyCard,
  { at, now }: { readonly at: string; readonly now: Date },
): NonNullable<FamilyCardDecision['change']> {
  const after = canonical(FamilyCard, record);
  const state = {
    version: (held?.version ?? 0) + 1,
    declared: declaredUntil(held?.declared ?? {}, now),
    record: after,
  };
  return { type: held ? changeBetween(held.record, after) : 'family-card.issued', at, state };
}

/** The one word for what happened; the weightiest difference names it. */
export function changeBetween(before: FamilyCard, after: FamilyCard): FamilyCardChange {
  if (before.status !== after.status) return after.status === 'closed' ? 'family-card.closed' : 'family-card.recorded';
  if (before.head !== after.head) return 'family-card.head-changed';
  const was = new Set(before.members.map(({ nik }) => nik));
  const now = new Set(after.members.map(({ nik }) => nik));
  if ([...now].some((nik) => !was.has(nik))) return 'family-card.member-joined';
  if ([...was].some((nik) => !now.has(nik))) return 'family-card.member-left';
  const addressChanged = JSON.stringify(before.address) !== JSON.stringify(after.address);
  return addressChanged ? 'family-card.address-changed' : 'family-card.recorded';
}

function reopening(held: FamilyCardState, submission: FamilyCardSubmission): Finding | undefined {
  const isBack = held.record.status === 'closed' && submission.status === 'active';
  return isBack && declaresNothing(submission) ? finding('/status', 'card.no-reopening') : undefined;
}
