import { digitsOfDay, type CivilDay } from '../civil-day.js';
import type { Sex } from '../submissions.js';

/** A NIK or KK number ends in four digits. */
const LAST_SERIAL = 9999;
const NOBODY_IS_OLDER = 36_600;

/**
 * Gives out the numbers that a registry gives out: the first free serial for a district and a day. It remembers one
 * small counter per district and day, so its memory is bounded by districts, not by persons.
 */
export class SerialLedger {
  private readonly counters = new Map<string, Uint16Array>();

  /** @param at the latest day a number can carry */
  constructor(private readonly at: CivilDay) {}

  /** District, day of birth (a woman's plus 40), serial. */
  nik(district: string, sex: Sex, born: CivilDay): string {
    return `${district}${digitsOfDay(born, sex === 'P' ? 40 : 0)}${this.serial(`${district}${sex}`, born)}`;
  }

  /** District of issue, day of recording, serial. */
  kk(district: string, recorded: CivilDay): string {
    return `${district}${digitsOfDay(recorded)}${this.serial(`${district}K`, recorded)}`;
  }

  private serial(series: string, day: CivilDay): string {
    let counter = this.counters.get(series);
    if (counter === undefined) {
      counter = new Uint16Array(NOBODY_IS_OLDER);
      this.counters.set(series, counter);
    }
    const given = (counter[this.at - day] ?? LAST_SERIAL) + 1;
    if (given > LAST_SERIAL) throw new Error(`All serials of ${series.slice(0, 6)} for one day are used up.`);
    counter[this.at - day] = given;
    return String(given).padStart(4, '0');
  }
}
