import { CUTS, type Cut } from './cut.js';
import type { Planned } from './push-and-cut.js';

/** Cuts of every kind in turn, at random places of a batch; the last chunks are left out, where none would be hit. */
export function planCuts(
  lines: number,
  count: number,
  { random, cuts = CUTS }: { readonly random: () => number; readonly cuts?: readonly Cut[] },
): Planned[] {
  const places = Array.from({ length: count }, () => Math.floor(random() * lines * 0.9)).sort((a, b) => a - b);
  return places.map((afterLines, at) => ({ afterLines, cut: cuts[at % cuts.length] ?? 'connection' }));
}
