import { foldName, type RegionTree } from '@satudata/regions';
import { nearestMembers } from '../nearest/nearest-members.js';

const SUGGESTIONS = 3;
const LONGEST = 40;

/** Codes of regions that may have been meant: `Pringsewu` by name, `1802` or `18.2` by code. */
export function nearestRegions(tree: RegionTree, written: string): string[] {
  if (written.length > LONGEST || foldName(written) === '') return [];
  if (/\p{L}/u.test(written)) return tree.search(written, { limit: SUGGESTIONS }).map(({ code }) => code);
  const known = knownBeginning(tree, written.replace(/\D/g, ''));
  return nearestMembers(
    written,
    known === undefined ? ['18'] : [known, ...tree.children(known).map(({ code }) => code)],
  );
}

/** `180299` -> `18.02`: as much of the digits as is a region, however they were dotted. */
function knownBeginning(tree: RegionTree, digits: string): string | undefined {
  const parts = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6), digits.slice(6, 10)];
  const codes = parts.map((_part, index) => parts.slice(0, index + 1).join('.'));
  return codes.findLast((code) => tree.get(code) !== undefined);
}
