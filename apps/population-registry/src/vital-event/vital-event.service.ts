import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  AdoptionReport,
  BirthReport,
  CorrectionReport,
  CoupleReport,
  DeathReport,
  NameChangeReport,
  RecognitionReport,
  StillbirthReport,
  type VitalEventKind,
  type VitalEventReport,
} from '@satudata/contracts';
import { rejected, type Finding, type TakeContext, type Taker, type Verdict } from '@satudata/intake';
import { Outbox } from '@satudata/outbox';
import {
  civilToday,
  concernedBy,
  decideLifeEvent,
  finding,
  type Consequence,
  type LifeEvent,
} from '@satudata/population-rules';
import type { EntityManager } from 'typeorm';
import { cardsKeptByAnyOffice, saveFamilyCards } from '../family-card/family-card.store.js';
import { keptByAnyOffice, savePersons } from '../person/person.store.js';
import { inTurn } from './in-turn.js';
import { lockLives } from './lock-lives.js';
import { vitalEventEvents } from './vital-event.events.js';
import {
  beginningOf,
  changesOf,
  effectsOf,
  livesOf,
  newVitalEvent,
  warningsOf,
  type HeldLives,
} from './vital-event.rules.js';
import { isNumberUsed, saveVitalEvent } from './vital-event.store.js';
import { wrongPlace } from './wrong-place.js';

const REPORTS = {
  birth: BirthReport,
  death: DeathReport,
  stillbirth: StillbirthReport,
  marriage: CoupleReport,
  divorce: CoupleReport,
  adoption: AdoptionReport,
  recognition: RecognitionReport,
  'name-change': NameChangeReport,
  correction: CorrectionReport,
} as const satisfies Record<VitalEventKind, new () => VitalEventReport>;

/** Numbers that another office has given already. */
interface KeptElsewhere {
  readonly niks: ReadonlySet<string>;
  readonly kks: ReadonlySet<string>;
}

/** Records what happens in the lives of an office's residents: each event and all that follows from it, or nothing. */
@Injectable()
export class VitalEventService {
  constructor(private readonly outbox: Outbox) {}

  takerOf(kind: VitalEventKind): Taker<VitalEventReport> {
    return {
      entity: kind,
      submission: REPORTS[kind],
      take: (manager, reports, context) =>
        inTurn(reports, (report) => this.record(manager, { kind, report } as LifeEvent, context)),
    };
  }

  private async record(manager: EntityManager, event: LifeEvent, context: TakeContext): Promise<Verdict> {
    const concerned = concernedBy(event);
    // Asked before the rows are locked, as for records that are pushed.
    const kept = {
      niks: await keptByAnyOffice(manager, concerned.niks),
      kks: await cardsKeptByAnyOffice(manager, concerned.kks),
    };
    const held = await lockLives(manager, concerned);
    const ids = { newPersonId: randomUUID(), newCardId: () => randomUUID() };
    const decision = decideLifeEvent(livesOf(held), event, { today: civilToday(context.now), ...ids });
    if (!decision.allowed) return rejected(...decision.findings);
    const { consequence } = decision;
    const misplaced = foreignNumber(event, { consequence, held, kept }) ?? wrongPlace(consequence, context);
    if (misplaced) return rejected(misplaced);
    return this.keep(manager, event, { consequence, held, context });
  }

  private async keep(
    manager: EntityManager,
    event: LifeEvent,
    { consequence, held, context }: { consequence: Consequence; held: HeldLives; context: TakeContext },
  ): Promise<Verdict> {
    const record = newVitalEvent(event, { consequence, held, id: randomUUID() });
    if (await isNumberUsed(manager, record)) return rejected(finding('/number', 'event.number-used'));
    const at = beginningOf(event.report.date);
    const changes = changesOf(consequence, held, { at, now: context.now });
    const state = { version: 1, effects: effectsOf(changes), record };
    await savePersons(
      manager,
      changes.persons.map((change) => change.state),
    );
    await saveFamilyCards(
      manager,
      changes.cards.map((change) => change.state),
    );
    await saveVitalEvent(manager, state);
    const said = vitalEventEvents('vital-event.recorded', at, state, changes);
    await this.outbox.publish(manager, [said], { traceparent: context.traceparent });
    const warnings = warningsOf(event, consequence);
    return { outcome: 'stored', errors: [], warnings, id: record.id, version: 1 };
  }
}

/** A new NIK or KK number that another office has given already. */
function foreignNumber(
  event: LifeEvent,
  { consequence, held, kept }: { consequence: Consequence; held: HeldLives; kept: KeptElsewhere },
): Finding | undefined {
  const isForeign = ({ record }: Consequence['persons'][number]) =>
    kept.niks.has(record.nik) && !held.persons.has(record.nik);
  if (event.kind === 'birth' && consequence.persons.some(isForeign)) return finding('/child/nik', 'nik.other-office');
  const foreign = consequence.cards.find(({ kk }) => kept.kks.has(kk) && !held.cards.has(kk));
  return foreign && finding('/cards', 'kk.other-office');
}
