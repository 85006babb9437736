/** The 15 civil registration offices, each with a village of its own in which the seed has nobody. */
export const VILLAGE_OF = {
  '18.01': '18.01.24.2004',
  '18.02': '18.02.28.2010',
  '18.03': '18.03.23.2007',
  '18.04': '18.04.23.2010',
  '18.05': '18.05.30.2010',
  '18.06': '18.06.28.2006',
  '18.07': '18.07.24.2008',
  '18.08': '18.08.15.2013',
  '18.09': '18.09.11.2011',
  '18.10': '18.10.09.2010',
  '18.11': '18.11.07.2021',
  '18.12': '18.12.09.2010',
  '18.13': '18.13.11.2014',
  '18.71': '18.71.20.1005',
  '18.72': '18.72.05.1004',
} as const;

export type Regency = keyof typeof VILLAGE_OF;
export const REGENCIES = Object.keys(VILLAGE_OF) as Regency[];

export function neighbourOf(regency: Regency): Regency {
  return REGENCIES[(REGENCIES.indexOf(regency) + 1) % REGENCIES.length] ?? '18.01';
}
