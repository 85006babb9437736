import { canonical, regencyOf, VitalEvent } from '@satudata/contracts';
import type { Finding } from '@satudata/intake';
import {
  daysLate,
  finding,
  personWarnings,
  type Consequence,
  type LifeEvent,
  type Lives,
} from '@satudata/population-rules';
import { cardAfterEvent, type FamilyCardState } from '../family-card/family-card.rules.js';
import { personAfterEvent, type PersonState } from '../person/person.rules.js';

/** What the registry holds of those whom an event concerns, with versions. */
export interface HeldLives {
  readonly persons: ReadonlyMap<string, PersonState>;
  readonly cards: ReadonlyMap<string, FamilyCardState>;
}

/** A record that an event left behind. */
export interface Effect {
  readonly entity: 'person' | 'family-card';
  readonly id: string;
  readonly version: number;
}

export interface VitalEventState {
  readonly version: number;
  readonly effects: readonly Effect[];
  readonly record: VitalEvent;
}

export function livesOf({ persons, cards }: HeldLives): Lives {
  const records = <Record>(states: ReadonlyMap<string, { readonly record: Record }>) =>
    new Map([...states].map(([name, { record }]) => [name, record]));
  return { persons: records(persons), cards: records(cards) };
}

/** The changes that a consequence makes to what is held, each with its next version. */
export function changesOf({ persons, cards }: Consequence, held: HeldLives, when: { at: string; now: Date }) {
  return {
    persons: persons.map((after) => personAfterEvent(held.persons.get(after.record.nik), after, when)),
    cards: cards.map((card) => cardAfterEvent(held.cards.get(card.kk), card, when)),
  };
}

export type Changes = ReturnType<typeof changesOf>;

export function effectsOf({ persons, cards }: Changes): Effect[] {
  return [
    ...persons.map(({ state }): Effect => ({ entity: 'person', id: state.record.id, version: state.version })),
    ...cards.map(({ state }): Effect => ({ entity: 'family-card', id: state.record.id, version: state.version })),
  ];
}

/** The event as it is kept and said; its office is that of the one whom it is about. */
export function newVitalEvent(
  { kind, report }: LifeEvent,
  { consequence, held, id }: { readonly consequence: Consequence; readonly held: HeldLives; readonly id: string },
): VitalEvent {
  const { number, date, reportedOn, place, evidence } = report;
  const about = consequence.roles[0]?.nik ?? '';
  const after = consequence.persons.find(({ record }) => record.nik === about)?.record;
  const person = after ?? held.persons.get(about)?.record;
  if (!person) throw new Error('an event is about somebody whom the office keeps');
  return canonical(VitalEvent, {
    ...{ id, kind, office: regencyOf(person.residence.address.village), number, date, reportedOn, place, evidence },
    ...{ daysLate: daysLate(kind, report), persons: consequence.roles, status: 'recorded' },
  });
}

/** Odd but lawful: a late report, and what is odd about a newborn's own elements. */
export function warningsOf({ kind, report }: LifeEvent, { persons }: Consequence): Finding[] {
  const late = daysLate(kind, report) > 0 ? [finding('/reportedOn', 'event.late')] : [];
  const [born] = kind === 'birth' ? persons : [];
  const child = born ? personWarnings(born.record).filter(({ pointer }) => !pointer.startsWith('/residence')) : [];
  return [...late, ...child.map(({ pointer, rule }) => ({ pointer: `/child${pointer}`, rule }))];
}

/** The first instant in Lampung of a civil day. */
export function beginningOf(day: string): string {
  return new Date(`${day}T00:00:00+07:00`).toISOString();
}
