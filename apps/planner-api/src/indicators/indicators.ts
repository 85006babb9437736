import { LEVELS } from '../dimensions/dimensions.js';
import type { Indicator } from './indicator.js';

const CIVIL_REGISTRATION = {
  id: 'Dinas Kependudukan dan Pencatatan Sipil kabupaten/kota',
  en: 'Population and civil registration offices of the regencies and cities',
};

export type IndicatorId = 'pop.total' | 'pop.families' | 'pop.household_size';

/** Every indicator, as data; a new one is an entry here and a count in the read schema. */
export const INDICATORS = {
  'pop.total': {
    version: '1',
    name: { id: 'Penduduk', en: 'Residents' },
    definition: {
      id: 'Orang yang menurut register kependudukan sekarang berstatus penduduk, di desa tempat tinggal yang tercatat.',
      en: 'Persons whom the population registry now holds as residents, in the village of recorded residence.',
    },
    unit: { id: 'orang', en: 'persons' },
    decimals: 0,
    additivity: 'semi-additive',
    numerator: 'persons',
    formula: 'count(person where status = resident)',
    owner: CIVIL_REGISTRATION,
    sources: ['population-registry'],
    dimensions: ['sex'],
    levels: LEVELS,
  },
  'pop.families': {
    version: '1',
    name: { id: 'Kartu keluarga', en: 'Families' },
    definition: {
      id: 'Kartu keluarga (KK) yang sekarang aktif, di desa pada alamat kartu.',
      en: 'Family cards (KK) that are active now, in the village of the address on the card.',
    },
    unit: { id: 'keluarga', en: 'families' },
    decimals: 0,
    additivity: 'semi-additive',
    numerator: 'families',
    formula: 'count(family-card where status = active)',
    owner: CIVIL_REGISTRATION,
    sources: ['population-registry'],
    dimensions: [],
    levels: LEVELS,
  },
  'pop.household_size': {
    version: '1',
    name: { id: 'Rata-rata anggota keluarga', en: 'Average household size' },
    definition: {
      id: 'Penduduk dibagi kartu keluarga aktif di wilayah yang sama.',
      en: 'Residents divided by active family cards of the same region.',
    },
    unit: { id: 'orang per keluarga', en: 'persons per family' },
    decimals: 2,
    additivity: 'non-additive',
    numerator: 'persons',
    denominator: 'families',
    formula: 'pop.total / pop.families',
    owner: CIVIL_REGISTRATION,
    sources: ['population-registry'],
    dimensions: [],
    levels: LEVELS,
  },
} as const satisfies Record<IndicatorId, Indicator>;

export const INDICATOR_IDS = Object.keys(INDICATORS) as IndicatorId[];

export function isIndicatorId(id: string): id is IndicatorId {
  return Object.hasOwn(INDICATORS, id);
}

/** By its declared shape: optional parts can be asked of any of them. */
export function indicator(id: IndicatorId): Indicator {
  return INDICATORS[id];
}
