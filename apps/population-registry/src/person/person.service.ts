import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PERSON_COLUMNS, PersonSubmission } from '@satudata/contracts';
import { checkPlace, checkVersion, rejected, type TakeContext, type Taker, type Verdict } from '@satudata/intake';
import { Outbox, type BusinessChange } from '@satudata/outbox';
import type { EntityManager } from 'typeorm';
import { civilToday, finding } from '@satudata/population-rules';
import { personEvents } from './person.events.js';
import { decidePerson, type PersonState } from './person.rules.js';
import { keptByAnyOffice, lockPersons, savePersons } from './person.store.js';

/** Takes persons as regency offices push them. */
@Injectable()
export class PersonService implements Taker<PersonSubmission> {
  readonly entity = 'person';
  readonly submission = PersonSubmission;
  readonly columns = PERSON_COLUMNS;

  constructor(private readonly outbox: Outbox) {}

  async take(
    manager: EntityManager,
    submissions: readonly PersonSubmission[],
    context: TakeContext,
  ): Promise<Verdict[]> {
    const niks = [...new Set(submissions.map(({ nik }) => nik))];
    // Asked before the rows are locked: what a colleague brings in between is then found by the lock, and what another
    // office brings in collides when it is saved, and is decided again.
    const kept = await keptByAnyOffice(manager, niks);
    const held = await lockPersons(manager, niks);
    const changed = new Map<string, PersonState>();
    const said: BusinessChange[] = [];
    const today = civilToday(context.now);
    const verdicts = submissions.map((submission): Verdict => {
      const { nik } = submission;
      const misplaced = checkPlace(submission.residence.address.village, '/residence/address/village', context.scope);
      if (misplaced) return rejected(misplaced);
      if (kept.has(nik) && !held.has(nik)) return rejected(finding('/nik', 'nik.other-office'));
      const overtaken = checkVersion(context.ifMatch, held.get(nik)?.version);
      if (overtaken) return rejected(overtaken);
      const { verdict, change, noted } = decidePerson(held.get(nik), submission, {
        now: context.now,
        today,
        newId: randomUUID(),
      });
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
