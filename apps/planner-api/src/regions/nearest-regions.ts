import { foldName, type RegionTree } from '@satudata/regions';
import { nearestMembers } from '../nearest/nearest-members.js';

const SUGGESTIONS = 3;
const LONGEST_NAME = 40;

/** Codes of regions that may have been meant: `Pringsewu` by name, `1802` or `18.2` by code. */
export function nearestRegions(tree: RegionTree, written: string): string[] {
  if (written.length > LONGEST_NAME || foldName(written) === '') return [];
  if (/\p{L}/u.test(written)) return tree.search(written, { limit: SUGGESTIONS }).map(({ code }) => code);
  return nearestMembers(written, allCodes(tree));
}

function allCodes(tree: RegionTree): string[] {
  return (['province', 'regency', 'district', 'village'] as const).flatMap((level) =>
    tree.all(level).map(({ code }) => code),
  );
}
