import { dayOf, plusYears, type CivilDay } from '../civil-day.js';
import type { Random } from '../random.js';
import type { Placed } from './family.js';

/** Family cards of today's numbering exist since the registry went on line. */
const FIRST_CARD = dayOf(2006, 1, 1);

export interface FamilyDates {
  /** The day the head came to live here. */
  readonly arrived: CivilDay;
  /** The day inside the KK number. */
  readonly recorded: CivilDay;
  /** The day of the card in force: the card is issued anew when a member joins. */
  readonly issued: CivilDay;
}

export function familyDates(members: readonly Placed[], at: CivilDay, random: Random): FamilyDates {
  const head = members[0]?.person.born ?? at;
  const grown = Math.min(at, plusYears(head, 18));
  const arrived = random.chance(0.4) ? head : random.between(grown, at);
  const recorded = random.between(Math.max(grown, arrived, Math.min(FIRST_CARD, at)), at);
  const youngest = Math.max(...members.map(({ person }) => person.born));
  const joined = Math.min(at, youngest + random.between(5, 60));
  return { arrived, recorded, issued: Math.max(recorded, joined) };
}
