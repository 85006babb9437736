import { generateProvince, type Household, type SyntheticVillage } from '@satudata/synthetic-province';
import { askDatabase } from '../platform/ask-database.js';

const DRAWN_AT = '2026-06-30';

/**
 * Families nobody has heard of: invented numbers are unique within one run of the generator only, so families with a
 * number the registry knows are left out. What it knows also seeds the draw: asked again, others come.
 */
export async function inventFamilies(villages: readonly SyntheticVillage[]): Promise<Household[]> {
  const known = await knownNumbers();
  const seed = `journeys ${known.size}`;
  return [...generateProvince({ seed, villages, at: DRAWN_AT })].filter(
    ({ familyCard, persons }) => !known.has(familyCard.kk) && !persons.some(({ nik }) => known.has(nik)),
  );
}

async function knownNumbers(): Promise<Set<string>> {
  const rows = await askDatabase<{ number: string }>(
    'population-registry',
    'select nik as number from registry.person union all select kk from registry.family_card',
  );
  return new Set(rows.map(({ number }) => number));
}
