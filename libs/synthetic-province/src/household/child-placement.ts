import type { Random } from '../random.js';
import type { Resident } from '../village-pool.js';
import { anchorOf, yearsBetween, type Family } from './family.js';

const YOUNGEST_PARENT = 16.5;
const OLDEST_MOTHER = 47;
const MOST_CHILDREN = 7;
/** Two births of one mother are so many days apart. */
const BIRTH_SPACING = 300;

/** Families by the age of the parent that decides, so that a child finds those it can belong to without a search. */
export class ParentIndex {
  private readonly byAge = new Map<number, Family[]>();

  constructor(families: readonly Family[]) {
    for (const family of families) {
      if (family.head.maritalStatus === '1') continue;
      const age = anchorOf(family).age;
      const sameAge = this.byAge.get(age);
      if (sameAge) sameAge.push(family);
      else this.byAge.set(age, [family]);
    }
  }

  /** A family this person can be a child of: tries likely ages of the mother first, then every possible one. */
  findFor(child: Resident, random: Random, except?: Family): Family | undefined {
    for (let attempt = 0; attempt < 6; attempt++) {
      const found = this.candidate(child, Math.round(27 + 5.5 * random.bell()), random, except);
      if (found) return found;
    }
    const start = random.between(0, 30);
    for (let step = 0; step < 31; step++) {
      const found = this.candidate(child, 17 + ((start + step) % 31), random, except);
      if (found) return found;
    }
    return undefined;
  }

  /** Of two families of that age the one with fewer children, if the child fits. */
  private candidate(child: Resident, ageAtBirth: number, random: Random, except?: Family): Family | undefined {
    const sameAge = this.byAge.get(child.age + ageAtBirth);
    if (sameAge === undefined) return undefined;
    const [one, other] = [random.pick(sameAge), random.pick(sameAge)];
    const [fewer, more] = one.children.length <= other.children.length ? [one, other] : [other, one];
    return [fewer, more].find((family) => family !== except && canBeChild(child, family));
  }
}

function canBeChild(child: Resident, family: Family): boolean {
  if (family.children.length + family.lodgers.length >= MOST_CHILDREN) return false;
  const parents = family.spouse === undefined ? [family.head] : [family.head, family.spouse];
  return (
    parents.every((parent) => isParentAge(parent, child)) && siblingsOf(family).every((other) => apart(other, child))
  );
}

function isParentAge(parent: Resident, child: Resident): boolean {
  const years = yearsBetween(parent, child);
  return years >= YOUNGEST_PARENT && (parent.sex === 'L' || years <= OLDEST_MOTHER);
}

function siblingsOf({ children, lodgers }: Family): (Resident | undefined)[] {
  return [...children, ...lodgers.map(({ family, childOfHost }) => family[childOfHost])];
}

function apart(one: Resident | undefined, other: Resident): boolean {
  return one === undefined || Math.abs(one.born - other.born) >= BIRTH_SPACING;
}
