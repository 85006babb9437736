import { yearOf } from '../civil-day.js';
import type { Random } from '../random.js';
import type { Resident } from '../village-pool.js';

/** Where someone was first registered: six digits that stay in the NIK for life, and the place of birth. */
export interface FirstRegistration {
  readonly district: string;
  readonly birthPlace: string;
}

/** A regency cut out of another one: those born before carry districts that no longer exist under that number. */
interface FormerHome {
  readonly year: number;
  readonly birthPlace: string;
  readonly districts: readonly string[];
}

const FORMER_HOMES: Readonly<Record<string, FormerHome>> = {
  '18.09': {
    year: 2007,
    birthPlace: 'KALIANDA',
    districts: ['180101', '180102', '180103', '180111', '180112', '180119', '180120'],
  },
  '18.10': {
    year: 2008,
    birthPlace: 'KOTA AGUNG',
    districts: ['180605', '180606', '180607', '180608', '180610', '180614', '180622', '180623'],
  },
  '18.11': { year: 2008, birthPlace: 'MENGGALA', districts: ['180509', '180510', '180514', '180519', '180521'] },
  '18.12': { year: 2008, birthPlace: 'MENGGALA', districts: ['180501', '180503', '180504', '180505', '180507'] },
  '18.13': { year: 2012, birthPlace: 'LIWA', districts: ['180401', '180402', '180403', '180412', '180413', '180414'] },
};

/** Districts that people move to Lampung from. */
const OTHER_PROVINCES: readonly FirstRegistration[] = [
  { district: '330201', birthPlace: 'BANYUMAS' },
  { district: '330501', birthPlace: 'KEBUMEN' },
  { district: '331101', birthPlace: 'SUKOHARJO' },
  { district: '331201', birthPlace: 'WONOGIRI' },
  { district: '340201', birthPlace: 'BANTUL' },
  { district: '340401', birthPlace: 'SLEMAN' },
  { district: '350201', birthPlace: 'PONOROGO' },
  { district: '350401', birthPlace: 'TULUNGAGUNG' },
  { district: '350501', birthPlace: 'BLITAR' },
  { district: '320501', birthPlace: 'GARUT' },
  { district: '320601', birthPlace: 'TASIKMALAYA' },
  { district: '360101', birthPlace: 'PANDEGLANG' },
  { district: '160201', birthPlace: 'KAYU AGUNG' },
  { district: '317401', birthPlace: 'JAKARTA' },
];

const OTHER_LAMPUNG: readonly FirstRegistration[] = [
  { district: '180106', birthPlace: 'KALIANDA' },
  { district: '180201', birthPlace: 'GUNUNG SUGIH' },
  { district: '180308', birthPlace: 'KOTABUMI' },
  { district: '180404', birthPlace: 'LIWA' },
  { district: '180601', birthPlace: 'KOTA AGUNG' },
  { district: '180701', birthPlace: 'SUKADANA' },
  { district: '187101', birthPlace: 'BANDAR LAMPUNG' },
  { district: '187105', birthPlace: 'TANJUNG KARANG' },
  { district: '187201', birthPlace: 'METRO' },
];

const CAPITALS: Readonly<Record<string, string>> = {
  '18.01': 'KALIANDA',
  '18.02': 'GUNUNG SUGIH',
  '18.03': 'KOTABUMI',
  '18.04': 'LIWA',
  '18.05': 'MENGGALA',
  '18.06': 'KOTA AGUNG',
  '18.07': 'SUKADANA',
  '18.08': 'BLAMBANGAN UMPU',
  '18.09': 'GEDONG TATAAN',
  '18.10': 'PRINGSEWU',
  '18.11': 'MESUJI',
  '18.12': 'PANARAGAN',
  '18.13': 'KRUI',
  '18.71': 'BANDAR LAMPUNG',
  '18.72': 'METRO',
};

export interface HomeVillage {
  readonly code: string;
  readonly name?: string;
}

/** Mostly the district of the village; a few per cent from a regency before its split, from elsewhere or from afar. */
export function firstRegistration(resident: Resident, village: HomeVillage, random: Random): FirstRegistration {
  const former = FORMER_HOMES[village.code.slice(0, 5)];
  if (former && yearOf(resident.born) < former.year && random.chance(0.06)) {
    return { district: random.pick(former.districts), birthPlace: former.birthPlace };
  }
  if (resident.age >= 17 && random.chance(0.05)) return random.pick(OTHER_PROVINCES);
  if (random.chance(0.03)) return random.pick(OTHER_LAMPUNG);
  return { district: districtOf(village.code), birthPlace: homePlace(village, random) };
}

/** `18.09.10.2004` -> `180910`. */
export function districtOf(villageCode: string): string {
  return villageCode.slice(0, 8).replaceAll('.', '');
}

function homePlace({ code, name }: HomeVillage, random: Random): string {
  const capital = CAPITALS[code.slice(0, 5)] ?? 'LAMPUNG';
  return name === undefined || random.chance(0.5) ? capital : name.toUpperCase();
}
