/** What is published about a regency: residents of the registry by sex and its number of villages and wards. */
interface RegencyPopulation {
  readonly male: number;
  readonly female: number;
  readonly villages: number;
}

/** Registry of the civil registration offices (Dukcapil, de jure), second semester 2024; villages of the 2025 decree. */
const REGENCIES: Readonly<Record<string, RegencyPopulation>> = {
  '18.01': { male: 571_874, female: 552_809, villages: 260 },
  '18.02': { male: 711_099, female: 683_296, villages: 311 },
  '18.03': { male: 343_702, female: 331_924, villages: 247 },
  '18.04': { male: 162_740, female: 151_016, villages: 136 },
  '18.05': { male: 227_534, female: 212_506, villages: 151 },
  '18.06': { male: 331_215, female: 309_821, villages: 302 },
  '18.07': { male: 570_974, female: 551_631, villages: 264 },
  '18.08': { male: 253_309, female: 241_749, villages: 227 },
  '18.09': { male: 257_325, female: 243_722, villages: 148 },
  '18.10': { male: 227_681, female: 217_153, villages: 131 },
  '18.11': { male: 124_285, female: 116_995, villages: 105 },
  '18.12': { male: 159_586, female: 152_930, villages: 103 },
  '18.13': { male: 91_926, female: 85_504, villages: 118 },
  '18.71': { male: 543_865, female: 533_799, villages: 126 },
  '18.72': { male: 91_701, female: 90_592, villages: 22 },
};

function populationOf(regionCode: string): RegencyPopulation {
  const found = REGENCIES[regionCode.slice(0, 5)];
  if (found === undefined) throw new Error(`No population is known for region ${regionCode}: it is not in Lampung.`);
  return found;
}

/** Share of men among the residents of the regency in which this region lies, 0 to 1. */
export function maleShareOf(regionCode: string): number {
  const { male, female } = populationOf(regionCode);
  return male / (male + female);
}

/** Residents of an average village of the regency in which this village lies. */
export function defaultVillagePersons(villageCode: string): number {
  const { male, female, villages } = populationOf(villageCode);
  return Math.round((male + female) / villages);
}
