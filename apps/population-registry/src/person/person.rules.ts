import {
  canonical,
  Person,
  type PersonChange,
  type PersonStatusCode,
  type PersonSubmission,
} from '@satudata/contracts';
import type { Finding, Verdict } from '@satudata/intake';
import { brokenPersonRules, finding, personWarnings, type PersonAfter } from '@satudata/population-rules';
import { declaredUntil, declaresNothing, learned, newer, staleness, type Declared } from '../sender/freshness.rules.js';

/** What the registry holds of a person. Versions grow by 1 with each change that is published. */
export interface PersonState {
  readonly version: number;
  readonly statusVersion: number;
  readonly declared: Declared;
  readonly record: Person;
}

export interface PersonDecision {
  readonly verdict: Verdict;
  /** The same record, now known to be newer: to be kept, or an older submission could pass for news. */
  readonly noted?: PersonState;
  /** Present when something changed. */
  readonly change?: {
    readonly type: PersonChange;
    readonly at: string;
    readonly state: PersonState;
    readonly statusChanged: boolean;
  };
}

/** One pushed record against what is held: stored, unchanged, stale or rejected. `newId` is used at first sight only. */
export function decidePerson(
  held: PersonState | undefined,
  submission: PersonSubmission,
  context: { readonly now: Date; readonly today: string; readonly newId: string },
): PersonDecision {
  const errors = brokenPersonRules(submission, context.today);
  if (errors.length > 0) return { verdict: { outcome: 'rejected', errors, warnings: [] } };
  const id = held?.record.id ?? context.newId;
  const record = canonical(Person, { ...submission, id, formerNiks: held?.record.formerNiks ?? [] });
  const warnings = personWarnings(submission);
  if (!held) return store(undefined, record, submission, context.now, warnings);
  const known = { id, version: held.version, warnings };
  if (JSON.stringify(record) === JSON.stringify(held.record)) {
    const declared = learned(held.declared, submission);
    return {
      verdict: { outcome: 'unchanged', errors: [], ...known },
      ...(declared && { noted: { ...held, declared } }),
    };
  }
  const stale = staleness(held.declared, submission) ?? revival(held, submission);
  if (stale) return { verdict: { outcome: 'stale', errors: [stale], ...known } };
  return store(held, record, submission, context.now, warnings);
}

function store(
  held: PersonState | undefined,
  record: Person,
  submission: PersonSubmission,
  now: Date,
  warnings: readonly Finding[],
): PersonDecision {
  const { state, statusChanged } = nextState(held, record, newer(held?.declared ?? {}, submission));
  const at = submission.changedAt ? new Date(submission.changedAt).toISOString() : now.toISOString();
  return {
    verdict: { outcome: 'stored', errors: [], warnings, id: record.id, version: state.version },
    change: { type: held ? changeBetween(held.record, record) : 'person.recorded', at, state, statusChanged },
  };
}

/** A change that the registry decided itself: newer than whatever was declared of the person until then. */
export function personAfterEvent(
  held: PersonState | undefined,
  { type, record }: PersonAfter,
  { at, now }: { readonly at: string; readonly now: Date },
): NonNullable<PersonDecision['change']> {
  const declared = declaredUntil(held?.declared ?? {}, now);
  return { type, at, ...nextState(held, canonical(Person, record), declared) };
}

function nextState(held: PersonState | undefined, record: Person, declared: Declared) {
  const statusChanged = !held || statusFacts(held.record) !== statusFacts(record);
  const state: PersonState = {
    version: (held?.version ?? 0) + 1,
    statusVersion: (held?.statusVersion ?? 0) + (statusChanged ? 1 : 0),
    declared,
    record,
  };
  return { state, statusChanged };
}

/** The one word for what happened; the weightiest difference names it. */
export function changeBetween(before: Person, after: Person): PersonChange {
  if (before.status !== after.status) return statusChange(before, after);
  if (before.residence.address.village !== after.residence.address.village) return 'person.moved';
  if (before.name !== after.name) return 'person.renamed';
  if (before.maritalStatus !== after.maritalStatus) return maritalChange(after);
  return 'person.corrected';
}

function statusChange(before: Person, after: Person): PersonChange {
  switch (after.status) {
    case 'deceased':
      return 'person.died';
    case 'departed':
    case 'in-transit':
      return 'person.departed';
    case 'inactive':
      return 'person.inactivated';
    case 'resident':
      return before.status === 'departed' || before.status === 'in-transit' ? 'person.arrived' : 'person.corrected';
  }
}

function maritalChange(after: Person): PersonChange {
  const byStatus: Partial<Record<string, PersonChange>> = { '2': 'person.married', '3': 'person.divorced' };
  return byStatus[after.maritalStatus] ?? 'person.corrected';
}

/** A record that declares no version and no time may be an old file: it never brings back the dead or the departed. */
function revival(held: PersonState, submission: PersonSubmission): Finding | undefined {
  const isBack = reach(submission.status) > reach(held.record.status);
  return isBack && declaresNothing(submission) ? finding('/status', 'status.no-revival') : undefined;
}

/** How much of a life here a status still allows: 0 none, 1 elsewhere, 2 here. */
function reach(status: PersonStatusCode): number {
  switch (status) {
    case 'resident':
      return 2;
    case 'in-transit':
    case 'departed':
      return 1;
    case 'deceased':
    case 'inactive':
      return 0;
  }
}

function statusFacts({ nik, formerNiks, status, residence }: Person): string {
  return JSON.stringify([nik, formerNiks, status, residence.address.village, residence.since]);
}
