import type { Region, RegionTree } from '@satudata/regions';
import type { ObservationQuery } from './observation-query.js';

/** The regions that get a row: those asked for, or all at the level below them; each once, in the order of codes. */
export function unitsOf({ regions, level }: Pick<ObservationQuery, 'regions' | 'level'>, tree: RegionTree): Region[] {
  if (level === undefined) return regions.flatMap((code) => tree.get(code) ?? []);
  const tops = topmost(regions);
  return tree
    .all(level)
    .filter(({ code }) => tops.some((top) => code === top || code.startsWith(`${top}.`)))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Without the regions that lie inside another one of the list, so that nothing is counted twice. */
export function topmost(regions: readonly string[]): string[] {
  return regions.filter((code) => !regions.some((other) => code.startsWith(`${other}.`)));
}
