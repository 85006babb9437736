import type { FamilyCard, Person } from '@satudata/contracts';
import { cardAfterEvent } from '../family-card/family-card.rules.js';
import { personAfterEvent } from '../person/person.rules.js';
import type { Changes, Effect, HeldLives, VitalEventState } from './vital-event.rules.js';

/** The record that an effect replaced; undefined when the event made it. */
export interface Undone {
  readonly effect: Effect;
  readonly before: object | undefined;
}

/** Everything as it was before the event: whom it made is inactive, which card it issued is closed. */
export function undo(undone: readonly Undone[], held: HeldLives, when: { at: string; now: Date }): Changes {
  const persons = [...held.persons.values()];
  const cards = [...held.cards.values()];
  return {
    persons: undone.flatMap(({ effect, before }) => {
      const state = persons.find(({ record }) => record.id === effect.id);
      if (!state) return [];
      const type = before ? 'person.corrected' : 'person.inactivated';
      return [
        personAfterEvent(state, { type, record: (before as Person | undefined) ?? inactive(state.record) }, when),
      ];
    }),
    cards: undone.flatMap(({ effect, before }) => {
      const state = cards.find(({ record }) => record.id === effect.id);
      const closed = state && { ...state.record, status: 'closed' as const };
      return state && closed ? [cardAfterEvent(state, (before as FamilyCard | undefined) ?? closed, when)] : [];
    }),
  };
}

/** @returns how each effect stands today, for the rule that nothing may have been built upon it */
export function standing({ effects }: VitalEventState, { persons, cards }: HeldLives) {
  const versions = new Map([...persons.values(), ...cards.values()].map(({ record, version }) => [record.id, version]));
  return effects.map(({ id, version }) => ({ left: version, held: versions.get(id) }));
}

function inactive({ kk: _kk, relationToHead: _relation, ...person }: Person): Person {
  return { ...person, status: 'inactive' };
}
