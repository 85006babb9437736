import type { VillageKind } from './region.js';

/**
 * A self-governing village is a *desa* in law and in its code, but people and letterheads call it otherwise.
 * Regencies that are not listed say "Desa".
 */
const LABEL_OF_DESA: Readonly<Record<string, string>> = {
  '18.02': 'Kampung',
  '18.04': 'Pekon',
  '18.05': 'Kampung',
  '18.06': 'Pekon',
  '18.08': 'Kampung',
  '18.10': 'Pekon',
  '18.12': 'Tiyuh',
  '18.13': 'Pekon',
};

/** What a village of this kind is called in that regency: `Desa`, `Kampung`, `Pekon`, `Tiyuh` or `Kelurahan`. */
export function villageLabel(regency: string, kind: VillageKind): string {
  return kind === 'kelurahan' ? 'Kelurahan' : (LABEL_OF_DESA[regency] ?? 'Desa');
}
