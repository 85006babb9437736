import type { Words } from '@satudata/contracts';
import type { RegionLevel } from '@satudata/regions';

export interface Member {
  readonly id: string;
  readonly name: Words;
}

export interface Dimension {
  readonly name: Words;
  /** Where its members come from. */
  readonly codelist: Words;
  /** How a query names it: the parameter. */
  readonly parameter: Words;
  readonly members: readonly Member[];
}

export type Sex = 'L' | 'P';
export const SEXES = ['L', 'P'] as const satisfies readonly Sex[];

/** Region levels from the top down; the order says what lies below what. */
export const LEVELS = ['province', 'regency', 'district', 'village'] as const satisfies readonly RegionLevel[];

/** Every dimension a number can be told apart by, in the order in which they are listed. */
export const DIMENSIONS = {
  sex: {
    name: { id: 'Jenis kelamin', en: 'Sex' },
    codelist: { id: 'Formulir F-1.01, Permendagri 109/2019', en: 'Form F-1.01, Permendagri 109/2019' },
    parameter: { id: 'by=sex memecah, where=sex:P memilih', en: 'by=sex splits, where=sex:P selects' },
    members: [
      { id: 'L', name: { id: 'Laki-laki', en: 'Male' } },
      { id: 'P', name: { id: 'Perempuan', en: 'Female' } },
    ],
  },
  level: {
    name: { id: 'Tingkat wilayah', en: 'Region level' },
    codelist: { id: 'Kode wilayah Kemendagri', en: 'Region codes of the Ministry of Home Affairs' },
    parameter: { id: 'level=district turun ke tingkat itu', en: 'level=district descends to that level' },
    members: [
      { id: 'province', name: { id: 'Provinsi', en: 'Province' } },
      { id: 'regency', name: { id: 'Kabupaten/kota', en: 'Regency or city' } },
      { id: 'district', name: { id: 'Kecamatan', en: 'District' } },
      { id: 'village', name: { id: 'Desa/kelurahan', en: 'Village' } },
    ],
  },
} as const satisfies Record<string, Dimension>;

export type DimensionId = keyof typeof DIMENSIONS;
export const DIMENSION_IDS = Object.keys(DIMENSIONS) as DimensionId[];

/** The dimensions that `by` splits and `where` selects; the region level has its own parameter. */
export const SPLITS = ['sex'] as const satisfies readonly DimensionId[];
export type SplitId = (typeof SPLITS)[number];

export function isDimensionId(id: string): id is DimensionId {
  return Object.hasOwn(DIMENSIONS, id);
}
