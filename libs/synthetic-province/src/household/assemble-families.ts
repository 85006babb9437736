import { DAYS_PER_YEAR } from '../civil-day.js';
import type { Random } from '../random.js';
import type { Resident } from '../village-pool.js';
import { ParentIndex } from './child-placement.js';
import { newFamily, yearsBetween, type Family } from './family.js';

/** Persons per family card. The published figure for Lampung is an assumption of 3.3 to 3.5. */
const MEAN_SIZE = 3.4;
/** Of all couples, those (among the youngest) who still live with the parents of one of them. An assumption. */
const LODGING_COUPLES = 0.05;
/** Of the widowed and divorced, those (among the oldest) who live with a child. An assumption. */
const LODGING_ELDERS = 0.2;
/** Of the never married, those who live with kin who are not their parents. An assumption. */
const WITH_OTHER_KIN = 0.012;
const YOUNGEST_LONE_HEAD = 21;

/**
 * Puts all residents of a village into lawful households whose mean size is {@link MEAN_SIZE}. The tables decide who
 * there is; this decides only who lives with whom, so that no household rule can bend a published figure.
 */
export function assembleFamilies(residents: readonly Resident[], random: Random): Family[] {
  const { couples, lone, never } = formCouples(residents, random);
  const wanted = Math.max(1, Math.round(residents.length / MEAN_SIZE));
  const lodgingCouples = couples.splice(0, Math.round(couples.length * LODGING_COUPLES));
  const elders = lone.splice(0, Math.round(lone.length * LODGING_ELDERS));
  const singles = takeSingleHeads(never, wanted - couples.length - lone.length);
  const families = [...couples, ...[...lone, ...singles].map((person) => newFamily(person))];

  const parents = new ParentIndex([...families, ...lodgingCouples]);
  const strays = placeChildren(never, parents, random);
  const independent = lodgingCouples.filter((couple) => !lodgeCouple(couple, parents, lodgingCouples, random));
  const households = [...families, ...independent];
  for (const elder of elders) lodgeElder(elder, households, random);
  for (const stray of strays) random.pick(households).kin.push(stray);
  return random.shuffle(households);
}

interface Sorted {
  /** Youngest husband first. */
  couples: Family[];
  /** Widowed and divorced, and the odd one whose spouse is registered elsewhere; oldest first. */
  lone: Resident[];
  never: Resident[];
}

/** Pairs husbands and wives in order of age with some noise: gaps of a few years, now and then the wife is older. */
function formCouples(residents: readonly Resident[], random: Random): Sorted {
  const married = residents.filter(({ maritalStatus }) => maritalStatus === '2');
  const husbands = inNoisyAgeOrder(
    married.filter(({ sex }) => sex === 'L'),
    random,
  );
  const wives = inNoisyAgeOrder(
    married.filter(({ sex }) => sex === 'P'),
    random,
  );
  const pairs = Math.min(husbands.length, wives.length);
  const couples = husbands.slice(0, pairs).map((husband, index) => newFamily(husband, wives[index]));
  const without = residents.filter(({ maritalStatus }) => maritalStatus === '3' || maritalStatus === '4');
  return {
    couples: couples.sort((a, b) => b.head.born - a.head.born),
    lone: [...without, ...husbands.slice(pairs), ...wives.slice(pairs)].sort((a, b) => a.born - b.born),
    never: residents.filter(({ maritalStatus }) => maritalStatus === '1'),
  };
}

function inNoisyAgeOrder(persons: readonly Resident[], random: Random): Resident[] {
  return persons
    .map((person) => ({ person, key: person.born + random.bell() * 2 * DAYS_PER_YEAR }))
    .sort((a, b) => a.key - b.key)
    .map(({ person }) => person);
}

/** Takes the oldest of the never married as heads of their own households; the others look for parents. */
function takeSingleHeads(never: Resident[], wanted: number): Resident[] {
  never.sort((a, b) => a.born - b.born);
  const adults = never.filter(({ age }) => age >= YOUNGEST_LONE_HEAD).length;
  return never.splice(0, Math.min(adults, Math.max(0, wanted)));
}

/** Gives the never married a family to be a child of; answers the few who live with other kin instead. */
function placeChildren(never: Resident[], parents: ParentIndex, random: Random): Resident[] {
  return random.shuffle(never).filter((child) => {
    const family = random.chance(WITH_OTHER_KIN) ? undefined : parents.findFor(child, random);
    family?.children.push(child);
    return family === undefined;
  });
}

/** Puts a young couple on the card of the parents of one of them; false if none fits and it keeps its own card. */
function lodgeCouple(couple: Family, parents: ParentIndex, lodging: readonly Family[], random: Random): boolean {
  const sides = random.chance(0.5) ? (['head', 'spouse'] as const) : (['spouse', 'head'] as const);
  for (const childOfHost of sides) {
    const own = couple[childOfHost];
    const host = own && parents.findFor(own, random, couple);
    if (host && !lodging.includes(host)) {
      host.lodgers.push({ family: couple, childOfHost });
      return true;
    }
  }
  return false;
}

/** A widowed or divorced person moves in with a child, as parent or parent-in-law of the head; else stays alone. */
function lodgeElder(elder: Resident, households: Family[], random: Random): void {
  for (let attempt = 0; attempt < 40 && households.length > 0; attempt++) {
    const host = random.pick(households);
    const relation = elderRelation(elder, host, random);
    if (relation !== undefined) {
      host.elders.push({ person: elder, relation });
      return;
    }
  }
  households.push(newFamily(elder));
}

function elderRelation(elder: Resident, { head, spouse, elders }: Family, random: Random): '7' | '8' | undefined {
  if (elders.length > 0) return undefined;
  if (spouse !== undefined && random.chance(0.4)) return isParentAge(elder, spouse) ? '8' : undefined;
  return isParentAge(elder, head) ? '7' : undefined;
}

function isParentAge(elder: Resident, younger: Resident): boolean {
  const years = yearsBetween(elder, younger);
  return years >= 18 && years <= 43;
}
