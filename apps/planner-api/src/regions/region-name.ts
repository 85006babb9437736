import type { Region } from '@satudata/regions';

export const LANGUAGES = ['id', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Names are never translated, the kind of region is: `Kabupaten Lampung Selatan`, `Lampung Selatan Regency`. */
export function regionName({ name, level }: Region, language: Language): string {
  if (language === 'id') return name;
  if (level === 'province') return `${name} Province`;
  if (level !== 'regency') return name;
  return name.startsWith('Kota ') ? `${name.slice('Kota '.length)} City` : `${name.replace(/^Kabupaten /, '')} Regency`;
}
