import type { Region, RegionLevel } from './region.js';
import { levelOfCode } from './region.js';
import { searchEntry, searchRegions, type SearchEntry } from './region-search.js';
import { heirsOf, isRetiredDistrict } from './regency-splits.js';

export interface RegionSearch {
  /** Only regions of this level. */
  level?: RegionLevel;
  /** Only regions below this code, at any depth. */
  parent?: string;
  /** At most so many; 20 unless told. */
  limit?: number;
}

/** Two-digit codes of provinces that are gone but stand in NIKs: 54 Timor Timur, 82 Irian Jaya before 91. */
const RETIRED_PROVINCES: readonly string[] = ['54', '82'];

/**
 * The regions of Lampung in one edition of the Kemendagri codes: 1 province, 15 regencies and cities, 229 districts,
 * 2,651 villages. Immutable; every lookup by an unknown code answers undefined or an empty list.
 */
export class RegionTree {
  private readonly byCode: ReadonlyMap<string, Region>;
  private readonly byParent: ReadonlyMap<string, readonly Region[]>;
  private readonly byLevel: ReadonlyMap<RegionLevel, readonly Region[]>;
  private readonly entries: readonly SearchEntry[];
  private readonly provinces: ReadonlySet<string>;

  /**
   * @param edition the decree that fixed these codes
   * @param regions parents before children is not required; order within a level is kept
   * @param provinces two-digit codes of all provinces of Indonesia, for NIKs first registered elsewhere
   */
  constructor(
    readonly edition: string,
    regions: readonly Region[],
    provinces: readonly string[],
  ) {
    this.byCode = new Map(regions.map((region) => [region.code, region]));
    this.byParent = groupBy(regions, (region) => region.parent ?? '');
    this.byLevel = groupBy(regions, (region) => region.level);
    this.entries = regions.map(searchEntry);
    this.provinces = new Set([...provinces, ...RETIRED_PROVINCES]);
  }

  get(code: string): Region | undefined {
    return this.byCode.get(code);
  }

  all(level: RegionLevel): readonly Region[] {
    return this.byLevel.get(level) ?? [];
  }

  children(code: string): readonly Region[] {
    return this.byParent.get(code) ?? [];
  }

  parent(code: string): Region | undefined {
    return this.get(this.get(code)?.parent ?? '');
  }

  /** From the province down to the region itself; empty for an unknown code. */
  path(code: string): readonly Region[] {
    const region = this.get(code);
    return region === undefined ? [] : [...this.path(region.parent ?? ''), region];
  }

  /** All villages at or below a region of any level. */
  villages(code: string): readonly Region[] {
    const region = this.get(code);
    if (region === undefined) return [];
    return region.level === 'village' ? [region] : this.children(code).flatMap((child) => this.villages(child.code));
  }

  /** The regency or city that a district or village lies in (or the regency itself). */
  regencyOf(code: string): Region | undefined {
    return this.get(code) === undefined ? undefined : this.get(code.slice(0, 5));
  }

  /** Level of an existing region; use {@link levelOfCode} to judge the form of a code alone. */
  levelOf(code: string): RegionLevel | undefined {
    return this.byCode.has(code) ? levelOfCode(code) : undefined;
  }

  /** Regions by name or beginning of code; spacing, accents, case and doubled letters do not matter. */
  search(query: string, { level, parent, limit = 20 }: RegionSearch = {}): Region[] {
    const below = parent === undefined ? '' : `${parent}.`;
    const scope = this.entries.filter(
      ({ region }) => (level === undefined || region.level === level) && region.code.startsWith(below),
    );
    return searchRegions(scope, query, limit);
  }

  /**
   * Could a NIK begin with these six digits? A NIK keeps the district of first registration for life, so districts
   * that went to another regency in a split still count, and so does any province of Indonesia.
   */
  nikPrefixKnown(sixDigits: string): boolean {
    if (!/^\d{6}$/.test(sixDigits)) return false;
    const province = sixDigits.slice(0, 2);
    if (province !== '18') return this.provinces.has(province);
    return this.byCode.has(dotted(sixDigits)) || isRetiredDistrict(sixDigits);
  }

  /** `1806` -> `18.06` and `18.10`: today's regencies in which a NIK with this beginning is at home. */
  regenciesOfNikPrefix(fourDigits: string): string[] {
    const regency = dotted(fourDigits.slice(0, 4));
    return this.byCode.has(regency) ? heirsOf(regency) : [];
  }
}

/** `180910` -> `18.09.10`. */
function dotted(digits: string): string {
  return (digits.match(/\d{2}/g) ?? []).join('.');
}

function groupBy<K, V>(values: readonly V[], keyOf: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}
