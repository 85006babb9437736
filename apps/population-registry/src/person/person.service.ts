import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PERSON_COLUMNS, PersonSubmission } from '@satudata/contracts';
import { checkPlace, checkVersion, rejected, type TakeContext, type Taker, type Verdict } from '@satudata/intake';
import { Outbox, type BusinessChange } from '@satudata/outbox';
import type { EntityManager } from 'typeorm';
import { civilToday, finding } from '@satudata/population-rules';
import { personEvents } from './person.events.js';
import { decidePerson, type PersonDecision, type PersonState } from './person.rules.js';
import { keptByAnyOffice, lockPersons, readPersons, savePersons } from './person.store.js';

/** The civil day in Lampung is reckoned once, not for each record. */
type DatedContext = TakeContext & { readonly today: string };

/** Takes persons as regency offices push them. */
@Injectable()
export class PersonService implements Taker<PersonSubmission> {
  readonly entity = 'person';
  readonly submission = PersonSubmission;
  readonly columns = PERSON_COLUMNS;

  constructor(private readonly outbox: Outbox) {}

  async take(manager: EntityManager, submissions: readonly PersonSubmission[], asked: TakeContext): Promise<Verdict[]> {
    const context = { ...asked, today: civilToday(asked.now) };
    const settled =
      context.batch === undefined ? new Map<string, Verdict>() : await settle(manager, submissions, context);
    const open = submissions.filter(({ nik }) => !settled.has(nik));
    const decided = open.length > 0 ? await this.takeLocked(manager, open, context) : [];
    let next = 0;
    return submissions.flatMap(({ nik }) => settled.get(nik) ?? decided[next++] ?? []);
  }

  private async takeLocked(
    manager: EntityManager,
    submissions: readonly PersonSubmission[],
    context: DatedContext,
  ): Promise<Verdict[]> {
    const niks = niksOf(submissions);
    // Asked before the rows are locked: what a colleague brings in between is then found by the lock, and what another
    // office brings in collides when it is saved, and is decided again.
    const kept = await keptByAnyOffice(manager, niks);
    const held = await lockPersons(manager, niks);
    const changed = new Map<string, PersonState>();
    const said: BusinessChange[] = [];
    const verdicts = submissions.map((submission): Verdict => {
      const { nik } = submission;
      const isElsewhere = kept.has(nik) && !held.has(nik);
      const { verdict, change, noted } = judge(submission, { held: held.get(nik), isElsewhere }, context);
      const state = change?.state ?? noted;
      if (state) {
        held.set(nik, state);
        changed.set(nik, state);
      }
      if (change) said.push(personEvents(change));
      return verdict;
    });
    await savePersons(manager, [...changed.values()]);
    await this.outbox.publish(manager, said, { batch: context.batch, traceparent: context.traceparent });
    return verdicts;
  }
}

const niksOf = (submissions: readonly PersonSubmission[]): string[] => [...new Set(submissions.map(({ nik }) => nik))];

/**
 * The verdict on each person of whom all that is sent is held already. They are found without locking them: a row lock
 * is a write, and most of a file that is sent again is no news.
 */
async function settle(
  manager: EntityManager,
  submissions: readonly PersonSubmission[],
  context: DatedContext,
): Promise<Map<string, Verdict>> {
  const seen = await readPersons(manager, niksOf(submissions));
  const settled = new Map<string, Verdict>();
  const open = new Set<string>();
  for (const submission of submissions) {
    const held = seen.get(submission.nik);
    const decision = held && judge(submission, { held, isElsewhere: false }, context);
    if (decision?.verdict.outcome === 'unchanged' && !decision.noted) settled.set(submission.nik, decision.verdict);
    else open.add(submission.nik);
  }
  // One record of a person that is news decides in which order all of them are taken.
  for (const nik of open) settled.delete(nik);
  return settled;
}

function judge(
  submission: PersonSubmission,
  { held, isElsewhere }: { readonly held: PersonState | undefined; readonly isElsewhere: boolean },
  { scope, ifMatch, now, today }: DatedContext,
): PersonDecision {
  const misplaced = checkPlace(submission.residence.address.village, '/residence/address/village', scope);
  if (misplaced) return { verdict: rejected(misplaced) };
  if (isElsewhere) return { verdict: rejected(finding('/nik', 'nik.other-office')) };
  const overtaken = checkVersion(ifMatch, held?.version);
  if (overtaken) return { verdict: rejected(overtaken) };
  return decidePerson(held, submission, { now, today, newId: randomUUID() });
}
