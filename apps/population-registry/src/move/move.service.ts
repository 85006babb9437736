import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DepartureReport, LocalMoveReport, regencyOf, SettlingReport } from '@satudata/contracts';
import { rejected, type TakeContext, type Taker, type Verdict } from '@satudata/intake';
import { Outbox } from '@satudata/outbox';
import { civilToday, decideMove, finding, type Consequence, type MoveEvent } from '@satudata/population-rules';
import type { EntityManager } from 'typeorm';
import { familyCardEvent } from '../family-card/family-card.events.js';
import { cardsKeptByAnyOffice, saveFamilyCards } from '../family-card/family-card.store.js';
import { personEvents } from '../person/person.events.js';
import { savePersons } from '../person/person.store.js';
import { inTurn } from '../vital-event/in-turn.js';
import { lockLives } from '../vital-event/lock-lives.js';
import { beginningOf, changesOf, livesOf, type HeldLives } from '../vital-event/vital-event.rules.js';
import { wrongPlace } from '../vital-event/wrong-place.js';
import { endedMove, moveEvent, newMove, type Departure, type MoveState, type Settling } from './move.rules.js';
import { isLetterUsed, lockMove, putUnderLetter, saveMove, showLetter } from './move.store.js';

interface Moving {
  readonly event: MoveEvent;
  readonly held: HeldLives;
  readonly context: TakeContext;
  readonly kept: ReadonlySet<string>;
}

/** Moves with two sides: the office of origin lets somebody go, any office takes in who shows the letter. */
@Injectable()
export class MoveService {
  constructor(private readonly outbox: Outbox) {}

  readonly departures: Taker<DepartureReport> = {
    entity: 'departure',
    submission: DepartureReport,
    take: (manager, reports, context) =>
      inTurn(reports, (report) => this.begin(manager, { kind: 'departure', report }, context)),
  };

  readonly localMoves: Taker<LocalMoveReport> = {
    entity: 'local-move',
    submission: LocalMoveReport,
    take: (manager, reports, context) =>
      inTurn(reports, (report) => this.begin(manager, { kind: 'local', report }, context)),
  };

  readonly arrivals = this.settlings('arrival');
  readonly cancellations = this.settlings('cancellation');

  private settlings(kind: Settling['kind']): Taker<SettlingReport> {
    return {
      entity: kind,
      submission: SettlingReport,
      take: (manager, reports, context) => inTurn(reports, (report) => this.end(manager, { kind, report }, context)),
    };
  }

  private async begin(manager: EntityManager, event: Departure, context: TakeContext): Promise<Verdict> {
    const { number, persons, cards = [] } = event.report;
    const kept = await cardsKeptByAnyOffice(
      manager,
      cards.map(({ kk }) => kk),
    );
    const held = await lockLives(manager, concerned(event, persons));
    const decided = this.decide({ event, held, context, kept });
    if ('outcome' in decided) return decided;
    if (await isLetterUsed(manager, number)) return rejected(finding('/number', 'move.letter-used'));
    const from = held.persons.get(persons[0]?.nik ?? '')?.record.residence.address;
    if (!from) throw new Error('a move begins where somebody lives');
    const move = newMove(event, { id: randomUUID(), from });
    const type = event.kind === 'departure' ? 'move.departed' : 'move.arrived';
    return this.keep(manager, { move, type, region: regencyOf(from.village) }, decided, { event, held, context, kept });
  }

  private async end(
    manager: EntityManager,
    { kind, report }: Pick<Settling, 'kind' | 'report'>,
    context: TakeContext,
  ): Promise<Verdict> {
    // Only who arrives acts by the letter; taking a move back is for the office that keeps the persons.
    if (kind === 'arrival') await showLetter(manager, report.number);
    const kks = report.cards.map(({ kk }) => kk);
    const kept = await cardsKeptByAnyOffice(manager, kks);
    const move = await lockMove(manager, report.number);
    if (!move) return rejected(finding('/number', 'move.letter-unknown'));
    const event: Settling = { kind, report, letter: move.record };
    const held = await lockLives(
      manager,
      concerned(
        event,
        move.record.persons.map((nik) => ({ nik })),
      ),
    );
    const decided = this.decide({ event, held, context, kept });
    if ('outcome' in decided) return decided;
    const home = decided.persons.find(({ record }) => record.nik === move.record.persons[0])?.record.residence.address;
    if (!home) throw new Error('who settles has an address');
    const ended = endedMove(move, event, home);
    const type = kind === 'arrival' ? 'move.arrived' : 'move.cancelled';
    return this.keep(manager, { move: ended, type, region: regencyOf(home.village) }, decided, {
      ...{ event, held, context, kept },
    });
  }

  /** @returns what follows, or why it may not be */
  private decide({ event, held, context, kept }: Moving): Consequence | Verdict {
    const today = civilToday(context.now);
    const decision = decideMove(livesOf(held), event, { today, newCardId: () => randomUUID() });
    if (!decision.allowed) return rejected(...decision.findings);
    const { consequence } = decision;
    if (consequence.cards.some(({ kk }) => kept.has(kk) && !held.cards.has(kk)))
      return rejected(finding('/cards', 'kk.other-office'));
    const misplaced = wrongPlace(consequence, context);
    return misplaced ? rejected(misplaced) : consequence;
  }

  private async keep(
    manager: EntityManager,
    { move, type, region }: { move: MoveState; type: string; region: string },
    consequence: Consequence,
    { event, held, context }: Moving,
  ): Promise<Verdict> {
    const at = beginningOf(event.report.date);
    const changes = changesOf(consequence, held, { at, now: context.now });
    const states = changes.persons.map(({ state }) => state);
    await savePersons(manager, states);
    const movers = states
      .filter(({ record }) => move.record.persons.includes(record.nik))
      .map(({ record }) => record.id);
    await putUnderLetter(manager, movers, move.record.status === 'in-transit' ? move.record.number : null);
    await saveFamilyCards(
      manager,
      changes.cards.map(({ state }) => state),
    );
    await saveMove(manager, move, region);
    const said = [moveEvent(type, at, move, region), ...changes.persons.flatMap(personEvents)];
    await this.outbox.publish(manager, [[...said, ...changes.cards.map(familyCardEvent)]], {
      traceparent: context.traceparent,
    });
    return { outcome: 'stored', errors: [], warnings: [], id: move.record.id, version: move.version };
  }
}

function concerned({ report }: MoveEvent, movers: readonly { readonly nik: string }[]) {
  const cards = report.cards ?? [];
  const listed = cards.flatMap(({ members }) => members);
  return { niks: [...new Set([...movers, ...listed].map(({ nik }) => nik))], kks: cards.map(({ kk }) => kk) };
}
