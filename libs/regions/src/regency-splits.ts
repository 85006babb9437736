/** A regency that was carved out of another one, by which act and in which year. */
export interface RegencySplit {
  readonly regency: string;
  readonly from: string;
  readonly year: number;
  readonly act: string;
}

/** Splits since 1999. Earlier ones never reached a NIK: the numbering of today began after them. */
export const REGENCY_SPLITS: readonly RegencySplit[] = [
  { regency: '18.07', from: '18.02', year: 1999, act: 'UU 12/1999' },
  { regency: '18.08', from: '18.03', year: 1999, act: 'UU 12/1999' },
  { regency: '18.72', from: '18.02', year: 1999, act: 'UU 12/1999' },
  { regency: '18.09', from: '18.01', year: 2007, act: 'UU 33/2007' },
  { regency: '18.10', from: '18.06', year: 2008, act: 'UU 48/2008' },
  { regency: '18.11', from: '18.05', year: 2008, act: 'UU 49/2008' },
  { regency: '18.12', from: '18.05', year: 2008, act: 'UU 50/2008' },
  { regency: '18.13', from: '18.04', year: 2012, act: 'UU 22/2012' },
];

/**
 * District codes that left the list when their districts went to a new regency. They live on inside the NIK of
 * everyone first registered there. Source: the gaps in today's list; 18.04.24 to 26 follow from the 11 districts of
 * Pesisir Barat, of which the gaps explain only 8.
 */
const RETIRED_DISTRICTS: Readonly<Record<string, readonly string[]>> = {
  '1801': ['01', '02', '03', '11', '12', '19', '20'],
  '1804': ['01', '02', '03', '12', '13', '14', '16', '17', '24', '25', '26'],
  '1805': ['01', '03', '04', '05', '07', '09', '10', '14', '15', '16', '17', '19', '21', '24', '28'],
  '1806': ['05', '06', '07', '08', '10', '14', '22', '23'],
};

/** Is this six-digit district code one that Lampung used before a regency was split? */
export function isRetiredDistrict(sixDigits: string): boolean {
  return RETIRED_DISTRICTS[sixDigits.slice(0, 4)]?.includes(sixDigits.slice(4)) ?? false;
}

/** Today's regencies whose territory once carried this regency code, the regency itself first. */
export function heirsOf(regency: string): string[] {
  return [regency, ...REGENCY_SPLITS.filter((split) => split.from === regency).map((split) => split.regency)];
}
