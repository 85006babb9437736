import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { FamilyCardSubmission } from '@satudata/contracts';
import { checkPlace, checkVersion, rejected, type TakeContext, type Taker, type Verdict } from '@satudata/intake';
import { Outbox, type BusinessChange } from '@satudata/outbox';
import type { EntityManager } from 'typeorm';
import { civilToday, finding } from '@satudata/population-rules';
import { familyCardEvent } from './family-card.events.js';
import { decideFamilyCard, type FamilyCardState } from './family-card.rules.js';
import { cardsKeptByAnyOffice, lockFamilyCards, saveFamilyCards } from './family-card.store.js';

/** Takes family cards as regency offices push them. */
@Injectable()
export class FamilyCardService implements Taker<FamilyCardSubmission> {
  readonly entity = 'family-card';
  readonly submission = FamilyCardSubmission;

  constructor(private readonly outbox: Outbox) {}

  async take(
    manager: EntityManager,
    submissions: readonly FamilyCardSubmission[],
    context: TakeContext,
  ): Promise<Verdict[]> {
    const kks = [...new Set(submissions.map(({ kk }) => kk))];
    // Asked before the rows are locked: what a colleague brings in between is then found by the lock, and what another
    // office brings in collides when it is saved, and is decided again.
    const kept = await cardsKeptByAnyOffice(manager, kks);
    const held = await lockFamilyCards(manager, kks);
    const changed = new Map<string, FamilyCardState>();
    const said: BusinessChange[] = [];
    const today = civilToday(context.now);
    const verdicts = submissions.map((submission): Verdict => {
      const { kk } = submission;
      const misplaced = checkPlace(submission.address.village, '/address/village', context.scope);
      if (misplaced) return rejected(misplaced);
      if (kept.has(kk) && !held.has(kk)) return rejected(finding('/kk', 'kk.other-office'));
      const overtaken = checkVersion(context.ifMatch, held.get(kk)?.version);
      if (overtaken) return rejected(overtaken);
      const { verdict, change, noted } = decideFamilyCard(held.get(kk), submission, {
        now: context.now,
        today,
        newId: randomUUID(),
      });
      const state = change?.state ?? noted;
      if (state) {
        held.set(kk, state);
        changed.set(kk, state);
      }
      if (change) said.push([familyCardEvent(change)]);
      return verdict;
    });
    await saveFamilyCards(manager, [...changed.values()]);
    await this.outbox.publish(manager, said, { batch: context.batch, traceparent: context.traceparent });
    return verdicts;
  }
}
