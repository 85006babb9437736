import type { FamilyCard, Person, PersonChange } from '@satudata/contracts';
import { demand, type Lives, type PersonAfter } from './lives.js';

/** The state while an event is worked out. What it is made from is never touched. */
export class Draft {
  private readonly people = new Map<string, PersonAfter>();
  private readonly issued = new Map<string, FamilyCard>();

  constructor(private readonly lives: Lives) {}

  /** The person as they are by now. */
  person(nik: string): Person | undefined {
    return this.people.get(nik)?.record ?? this.lives.persons.get(nik);
  }

  card(kk: string): FamilyCard | undefined {
    return this.issued.get(kk) ?? this.lives.cards.get(kk);
  }

  /** Everybody's cards that are in use, and those the report names. */
  activeCards(): FamilyCard[] {
    return [...this.lives.cards.values()].filter(({ status }) => status === 'active');
  }

  /** @throws Refusal unless this is a resident of the office */
  resident(nik: string, pointer: string): Person {
    const person = this.person(nik);
    demand(person !== undefined, pointer, 'person.unknown');
    demand(person.status === 'resident', pointer, 'person.not-resident');
    return person;
  }

  /** @throws Refusal unless this is a resident whom their card lists, if they have one: cards are to change by them */
  member(nik: string, pointer: string): Person {
    const person = this.resident(nik, pointer);
    const card = person.kk === undefined ? undefined : this.card(person.kk);
    const isListed = card?.status === 'active' && card.members.some((one) => one.nik === nik);
    demand(person.kk === undefined || isListed, pointer, 'card.not-listed');
    return person;
  }

  /** Who changes twice in one event changes once, and the first word says why. */
  change(
    nik: string,
    type: PersonChange,
    fields: { readonly [Field in keyof Person]?: Person[Field] | undefined },
  ): void {
    const before = this.person(nik);
    if (!before) throw new Error('nobody of this NIK can change');
    this.people.set(nik, { type: this.people.get(nik)?.type ?? type, record: withFields(before, fields) });
  }

  add(type: PersonChange, person: Person): void {
    this.people.set(person.nik, { type, record: person });
  }

  issue(card: FamilyCard): void {
    if (JSON.stringify(card) !== JSON.stringify(this.lives.cards.get(card.kk))) this.issued.set(card.kk, card);
  }

  get persons(): PersonAfter[] {
    return [...this.people.values()];
  }

  get cards(): FamilyCard[] {
    return [...this.issued.values()];
  }
}

function withFields(person: Person, fields: object): Person {
  const after = { ...person, ...fields };
  return Object.fromEntries(Object.entries(after).filter(([, value]) => value !== undefined)) as unknown as Person;
}
