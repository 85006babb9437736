import {
  regencyOf,
  type DepartureReport,
  type LocalMoveReport,
  type Move,
  type PersonChange,
  type SettlingReport,
} from '@satudata/contracts';
import { loadRegions } from '@satudata/regions';
import type { EventContext, LifeDecision } from '../life-events/decide-life-event.js';
import { Draft } from '../life-events/draft.js';
import { demand, Refusal, type Lives } from '../life-events/lives.js';
import { regroup } from '../life-events/regroup.js';

/** A report of a move; who arrives or comes back shows a letter. */
export type MoveEvent =
  | { readonly kind: 'departure'; readonly report: DepartureReport }
  | { readonly kind: 'arrival' | 'cancellation'; readonly report: SettlingReport; readonly letter: Move }
  | { readonly kind: 'local'; readonly report: LocalMoveReport };

type MoveContext = Pick<EventContext, 'today' | 'newCardId'>;

/** What follows from a move in this state, or the named rules that forbid it. */
export function decideMove(lives: Lives, event: MoveEvent, context: MoveContext): LifeDecision {
  const draft = new Draft(lives);
  try {
    demand(event.report.date <= context.today, '/date', 'date.future');
    apply(draft, event, context);
    return { allowed: true, consequence: { persons: draft.persons, cards: draft.cards, roles: [] } };
  } catch (error) {
    if (error instanceof Refusal) return { allowed: false, findings: error.findings };
    throw error;
  }
}

function apply(draft: Draft, event: MoveEvent, { newCardId }: MoveContext): void {
  switch (event.kind) {
    case 'departure':
      return depart(draft, event.report, newCardId);
    case 'arrival':
      demand(event.report.date <= (event.letter.validUntil ?? event.report.date), '/date', 'move.expired');
      return settle(draft, event.report, { ...event, type: 'person.arrived', newCardId });
    case 'cancellation':
      return settle(draft, event.report, { ...event, type: 'person.corrected', newCardId });
    case 'local':
      return moveLocally(draft, event.report, newCardId);
  }
}

type NewCardId = MoveContext['newCardId'];

/** Who leaves is on no card and counted in no regency until they arrive; who leaves the province has left the registry. */
function depart(draft: Draft, { persons, to, date, cards }: DepartureReport, newCardId: NewCardId): void {
  const niks = persons.map(({ nik }) => nik);
  persons.forEach(({ nik }, index) => {
    const pointer = `/persons/${index}/nik`;
    demand(niks.indexOf(nik) === index, pointer, 'person.twice');
    const person = draft.member(nik, pointer);
    demand(isElsewhere(to, regencyOf(person.residence.address.village)), '/to', 'move.destination');
  });
  const status = to.startsWith('18.') ? 'in-transit' : 'departed';
  for (const nik of niks) draft.change(nik, 'person.departed', { status, kk: undefined, relationToHead: undefined });
  regroup(draft, cards, { gone: niks, on: date, issuedOn: date, newCardId });
}

function isElsewhere(to: string, from: string): boolean {
  const isKnown = to.startsWith('18.') ? loadRegions().get(to) !== undefined : /^\d{2}\.\d{2}$/.test(to);
  return isKnown && to !== from;
}

interface Settling {
  readonly letter: Move;
  readonly type: PersonChange;
  readonly newCardId: NewCardId;
}

/** Everybody whom the letter names becomes a resident where their card is. */
function settle(draft: Draft, { date, cards }: SettlingReport, { letter, type, newCardId }: Settling): void {
  demand(date >= letter.departedOn, '/date', 'move.before-departure');
  for (const nik of letter.persons) {
    const isHere = draft.person(nik)?.status === 'in-transit';
    demand(isHere, '/number', 'move.letter-unknown');
    const home = cards.find(({ members }) => members.some((member) => member.nik === nik));
    demand(home !== undefined, '/cards', 'move.without-card');
    const address = home.address ?? draft.card(home.kk)?.address;
    demand(address !== undefined, `/cards/${cards.indexOf(home)}/address`, 'move.without-card');
    draft.change(nik, type, { status: 'resident', residence: { address, since: date } });
  }
  regroup(draft, cards, { participants: letter.persons, on: date, issuedOn: date, newCardId });
}

function moveLocally(draft: Draft, { persons, date, cards }: LocalMoveReport, newCardId: NewCardId): void {
  const niks = persons.map(({ nik }) => nik);
  persons.forEach(({ nik }, index) => draft.member(nik, `/persons/${index}/nik`));
  const homes = new Map(niks.map((nik) => [nik, draft.person(nik)?.residence.address]));
  regroup(draft, cards, { participants: niks, on: date, issuedOn: date, newCardId });
  for (const nik of niks) {
    const isOnCard = cards.some(({ members }) => members.some((member) => member.nik === nik));
    demand(isOnCard, '/cards', 'move.without-card');
  }
  const isMoved = niks.some(
    (nik) => JSON.stringify(homes.get(nik)) !== JSON.stringify(draft.person(nik)?.residence.address),
  );
  demand(isMoved, '/cards', 'change.nothing');
}
