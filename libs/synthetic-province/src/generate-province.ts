import { populationCells, type PopulationCell } from './calibration/marital-structure.js';
import { maleShareOf } from './calibration/regency-population.js';
import { parseDay } from './civil-day.js';
import { assembleFamilies } from './household/assemble-families.js';
import { Typist } from './mistakes/write-with-mistakes.js';
import { writeHousehold } from './household/write-household.js';
import { SerialLedger } from './identity/serial-ledger.js';
import { OriginSequence } from './origin.js';
import { Random } from './random.js';
import type { Household } from './submissions.js';
import { drawResidents } from './village-pool.js';

export interface SyntheticVillage {
  /** Kemendagri code of a village in Lampung. */
  code: string;
  /** Used as a place of birth where given. */
  name?: string;
  /** How many residents; exactly so many are made. */
  persons: number;
}

export interface SyntheticProvince {
  /** Any text; the same text gives the same households. */
  seed: string;
  /** In the order in which they are made. */
  villages: Iterable<SyntheticVillage>;
  /** The day on which they all live there, `YYYY-MM-DD`; no date lies after it. */
  at: string;
  /** Every household also as an office would type it, with mistakes of the catalogue; the truth stays the same. */
  mistakes?: boolean;
}

/**
 * Households of the villages asked for, one at a time. Nothing is made before it is asked for, and memory holds one
 * village at most. NIK and KK numbers are unique within one run.
 */
export function* generateProvince({
  seed,
  villages,
  at,
  mistakes,
}: SyntheticProvince): Generator<Household, void, undefined> {
  const day = parseDay(at);
  const ledger = new SerialLedger(day);
  const cells = new Map<number, PopulationCell[]>();
  for (const village of villages) {
    const random = new Random(`${seed}/${village.code}`);
    const maleShare = maleShareOf(village.code);
    const structure = cells.get(maleShare) ?? populationCells(maleShare);
    cells.set(maleShare, structure);
    const families = assembleFamilies(drawResidents(structure, village.persons, day, random), random);
    const origins = new OriginSequence(random);
    const setting = { village, households: families.length, at: day, ledger, random };
    const typist = mistakes ? new Typist(`${seed}/${village.code}`, village.name) : undefined;
    for (const family of families) {
      const household = writeHousehold(family, origins.next(), setting);
      yield typist ? { ...household, written: typist.write(household) } : household;
    }
  }
}
