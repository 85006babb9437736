import type { Region, RegionLevel } from './region.js';

const KIND_WORDS =
  /^(provinsi|prov|kabupaten|kab|kota|kecamatan|kec|kelurahan|kel|desa|ds|pekon|kampung|tiyuh)\b\.?\s+/;
const LEVEL_ORDER: Readonly<Record<RegionLevel, number>> = { province: 0, regency: 1, district: 2, village: 3 };

/**
 * The form in which names are compared: no accents, case, spaces or signs, and doubled letters single, because the
 * same village is written "Sumber Rejo" in one list and "Sumberejo" in the next.
 */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/([a-z])\1+/g, '$1');
}

/** `Kab. Tulang Bawang` -> `tulang bawang`: the word for the kind of region says nothing about its name. */
function withoutKind(name: string): string {
  const plain = name.trim().toLowerCase();
  const bare = plain.replace(KIND_WORDS, '');
  return bare === '' ? plain : bare;
}

/** A region with its name folded once, so that a search over 2,896 of them is a scan of short strings. */
export interface SearchEntry {
  readonly region: Region;
  readonly folded: string;
  readonly words: readonly string[];
}

export function searchEntry(region: Region): SearchEntry {
  const bare = region.level === 'regency' ? withoutKind(region.name) : region.name;
  return { region, folded: foldName(bare), words: bare.split(/\s+/).map(foldName) };
}

type Match = 0 | 1 | 2 | 3;

/** 0 the whole name, 1 its beginning, 2 the beginning of one of its words, 3 anywhere inside; undefined if nowhere. */
function matchOf(entry: SearchEntry, folded: string): Match | undefined {
  if (entry.folded === folded) return 0;
  if (entry.folded.startsWith(folded)) return 1;
  if (entry.words.some((word) => word.startsWith(folded))) return 2;
  return entry.folded.includes(folded) ? 3 : undefined;
}

function matchOfCode(entry: SearchEntry, digits: string): Match | undefined {
  const code = entry.region.code.replaceAll('.', '');
  if (code === digits) return 0;
  return code.startsWith(digits) ? 1 : undefined;
}

function byRank(a: { entry: SearchEntry; match: Match }, b: { entry: SearchEntry; match: Match }): number {
  return (
    a.match - b.match ||
    LEVEL_ORDER[a.entry.region.level] - LEVEL_ORDER[b.entry.region.level] ||
    a.entry.region.name.localeCompare(b.entry.region.name, 'id') ||
    a.entry.region.code.localeCompare(b.entry.region.code)
  );
}

/** Regions that answer to a name, however spaced, or to the beginning of a code; best match and higher level first. */
export function searchRegions(entries: readonly SearchEntry[], query: string, limit: number): Region[] {
  const isCode = /^\d[\d.]*$/.test(query.trim());
  const wanted = isCode ? query.replace(/\D/g, '') : foldName(withoutKind(query));
  const find = isCode ? matchOfCode : matchOf;
  return entries
    .flatMap((entry) => {
      const match = find(entry, wanted);
      return match === undefined ? [] : [{ entry, match }];
    })
    .sort(byRank)
    .slice(0, limit)
    .map(({ entry }) => entry.region);
}
