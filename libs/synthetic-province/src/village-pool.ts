import type { PopulationCell } from './calibration/marital-structure.js';
import { plusYears, type CivilDay } from './civil-day.js';
import type { Random } from './random.js';
import type { MaritalStatus, Sex } from './submissions.js';

/** A resident before there is a household: what the tables decide. */
export interface Resident {
  readonly sex: Sex;
  readonly maritalStatus: MaritalStatus;
  /** Completed years on the reference day. */
  readonly age: number;
  readonly born: CivilDay;
}

/**
 * As many residents as asked for, drawn by systematic sampling: every run of neighbouring cells gets its share to
 * within one person, so a village has the age, sex and marital structure of the tables, not merely their average.
 */
export function drawResidents(
  cells: readonly PopulationCell[],
  count: number,
  at: CivilDay,
  random: Random,
): Resident[] {
  const residents: Resident[] = [];
  let reached = random.next();
  for (const { sex, age, maritalStatus, share } of cells) {
    const upTo = reached + share * count;
    for (let taken = Math.floor(reached); taken < Math.floor(upTo) && residents.length < count; taken++) {
      residents.push({ sex, age, maritalStatus, born: birthDay(age, at, random) });
    }
    reached = upTo;
  }
  return withAnAdult(withExactly(count, residents), at);
}

/** Rounding may leave the last person out. */
function withExactly(count: number, residents: Resident[]): Resident[] {
  const last = residents.at(-1);
  if (residents.length < count && last !== undefined) residents.push({ ...last, born: last.born - 1 });
  return residents;
}

/** A village of a handful of people may draw children only, and a household needs a head. */
function withAnAdult(residents: Resident[], at: CivilDay): Resident[] {
  const [first, ...others] = residents;
  if (first === undefined || residents.some(({ age }) => age >= 21)) return residents;
  return [{ ...first, age: 35, born: plusYears(at, -35) - 1 }, ...others];
}

/** A day on which someone of this age can be born: their last birthday is at most a year ago. */
function birthDay(age: number, at: CivilDay, random: Random): CivilDay {
  const youngest = plusYears(at, -age);
  return random.between(plusYears(at, -age - 1) + 1, youngest);
}
