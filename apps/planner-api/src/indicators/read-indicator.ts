import type { Counts, Indicator, Reading } from './indicator.js';

/** The value of an indicator from the counts of a unit. Nothing reported is no zero, and a ratio over zero is no number. */
export function readIndicator({ numerator, denominator }: Indicator, counts: Counts): Reading {
  const above = counts[numerator];
  if (above === undefined) return { value: null, status: 'NR' };
  if (denominator === undefined) return { value: above, status: 'A' };
  const below = counts[denominator];
  if (below === undefined) return { value: null, status: 'NR' };
  return below === 0 ? { value: null, status: 'X' } : { value: above / below, status: 'A' };
}
