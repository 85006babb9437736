export type RegionLevel = 'province' | 'regency' | 'district' | 'village';

/** `desa` governs itself; `kelurahan` is an urban ward run by civil servants (first digit of the village part 2 or 1). */
export type VillageKind = 'desa' | 'kelurahan';

/** One region of the Kemendagri tree. */
export interface Region {
  /** Kemendagri code: `18`, `18.09`, `18.09.10` or `18.09.10.2004`. */
  readonly code: string;
  readonly level: RegionLevel;
  /** Properly cased: `Kabupaten Lampung Selatan`, `Teluk Pandan`, `Hanura`. */
  readonly name: string;
  /** Code of the region above; absent for the province. */
  readonly parent?: string;
  /** Only for villages. */
  readonly kind?: VillageKind;
  /** What people call this kind of region here: `Provinsi`, `Kabupaten`, `Kota`, `Kecamatan`, `Pekon`, `Tiyuh`, … */
  readonly label: string;
}

const LEVEL_BY_FORM: readonly (readonly [RegExp, RegionLevel])[] = [
  [/^\d{2}$/, 'province'],
  [/^\d{2}\.\d{2}$/, 'regency'],
  [/^\d{2}\.\d{2}\.\d{2}$/, 'district'],
  [/^\d{2}\.\d{2}\.\d{2}\.\d{4}$/, 'village'],
];

/** Level told by the form of the code alone; undefined when it has none of the four forms. */
export function levelOfCode(code: string): RegionLevel | undefined {
  return LEVEL_BY_FORM.find(([form]) => form.test(code))?.[1];
}

/** `18.09.10.2004` -> `18.09.10`; undefined for a province. */
export function parentCode(code: string): string | undefined {
  const end = code.lastIndexOf('.');
  return end === -1 ? undefined : code.slice(0, end);
}
