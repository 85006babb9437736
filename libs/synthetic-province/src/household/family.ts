import { DAYS_PER_YEAR } from '../civil-day.js';
import type { RelationToHead } from '../submissions.js';
import type { Resident } from '../village-pool.js';

/** A young couple living on the card of the parents of one of them. */
export interface LodgingCouple {
  readonly family: Family;
  /** Whose parents they live with. */
  readonly childOfHost: 'head' | 'spouse';
}

/** A household while it is put together: who descends from whom is still visible. */
export interface Family {
  readonly head: Resident;
  readonly spouse?: Resident;
  readonly children: Resident[];
  readonly lodgers: LodgingCouple[];
  readonly elders: { person: Resident; relation: '7' | '8' }[];
  readonly kin: Resident[];
}

export function newFamily(head: Resident, spouse?: Resident): Family {
  return { head, ...(spouse === undefined ? {} : { spouse }), children: [], lodgers: [], elders: [], kin: [] };
}

/** Years from one birth to the next; positive when the second is the younger. */
export function yearsBetween(elder: Resident, younger: Resident): number {
  return (younger.born - elder.born) / DAYS_PER_YEAR;
}

/** The parent whose age decides which children fit: the mother where there is one. */
export function anchorOf(family: Family): Resident {
  return family.spouse?.sex === 'P' ? family.spouse : family.head;
}

/** Who stands on the card, head first, each with the relation to the head and the members that are their parents. */
export interface Placed {
  readonly person: Resident;
  readonly relation: RelationToHead;
  readonly mother?: Resident;
  readonly father?: Resident;
}

type Parents = Pick<Placed, 'mother' | 'father'>;

export function membersOf(family: Family): Placed[] {
  return [
    { person: family.head, relation: '1', ...parentsAmong(family, '7') },
    ...(family.spouse === undefined ? [] : [spouseOf(family, family.spouse)]),
    ...eldestFirst(family.children).map((person): Placed => ({ person, relation: '4', ...asParents(family) })),
    ...family.lodgers.flatMap((lodging) => lodgingMembers(lodging, family)),
    ...family.elders,
    ...family.kin.map((person): Placed => ({ person, relation: '9' })),
  ];
}

function spouseOf(family: Family, spouse: Resident): Placed {
  return { person: spouse, relation: spouse.sex === 'P' ? '3' : '2', ...parentsAmong(family, '8') };
}

function lodgingMembers({ family, childOfHost }: LodgingCouple, host: Family): Placed[] {
  const own = childOfHost === 'head' ? family.head : family.spouse;
  const couple = [family.head, family.spouse].filter((person) => person !== undefined);
  return [
    ...couple.map((person): Placed =>
      person === own ? { person, relation: '4', ...asParents(host) } : { person, relation: '5' },
    ),
    ...eldestFirst(family.children).map((person): Placed => ({ person, relation: '6', ...asParents(family) })),
  ];
}

function eldestFirst(children: readonly Resident[]): Resident[] {
  return [...children].sort((a, b) => a.born - b.born);
}

function asParents({ head, spouse }: Family): Parents {
  return bySex(spouse === undefined ? [head] : [head, spouse]);
}

function parentsAmong({ elders }: Family, relation: '7' | '8'): Parents {
  return bySex(elders.filter((elder) => elder.relation === relation).map(({ person }) => person));
}

function bySex(parents: readonly Resident[]): Parents {
  const mother = parents.find(({ sex }) => sex === 'P');
  const father = parents.find(({ sex }) => sex === 'L');
  return { ...(mother === undefined ? {} : { mother }), ...(father === undefined ? {} : { father }) };
}
