import type { EventPerson, FamilyCard, Person, PersonChange } from '@satudata/contracts';
import { finding, type RegistryFinding, type RegistryRule } from '../registry-rules.js';

/** What the registry holds of those whom an event concerns, as far as its office keeps them. */
export interface Lives {
  /** By NIK. */
  readonly persons: ReadonlyMap<string, Person>;
  /** By KK number: the cards of these persons and those that the report names. */
  readonly cards: ReadonlyMap<string, FamilyCard>;
}

/** Why a person changes, when they came to be so, and what they are now. */
export interface PersonAfter {
  readonly type: PersonChange;
  readonly record: Person;
}

/** What follows from an event that the state allows. */
export interface Consequence {
  readonly persons: readonly PersonAfter[];
  readonly cards: readonly FamilyCard[];
  /** Who took part. */
  readonly roles: readonly EventPerson[];
}

/** A broken rule ends a decision at once: what comes after it would only follow from it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(readonly findings: readonly RegistryFinding[]) {
    super('a rule forbids this event');
  }
}

/** @throws Refusal unless `holds` */
export function demand(holds: boolean, pointer: string, rule: RegistryRule): asserts holds {
  if (!holds) throw new Refusal([finding(pointer, rule)]);
}
