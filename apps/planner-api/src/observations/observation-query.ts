import type { RegionLevel } from '@satudata/regions';
import type { SplitId } from '../dimensions/dimensions.js';
import type { IndicatorId } from '../indicators/indicators.js';
import type { Language } from '../regions/region-name.js';

export const SORTS = ['region', '-region', 'value', '-value'] as const;
export type Sort = (typeof SORTS)[number];

/** A question that was understood: every name in it exists, every default is filled in. */
export interface ObservationQuery {
  /** In the order asked, which is the order of the columns. */
  readonly indicators: readonly IndicatorId[];
  /** In the order of their codes. */
  readonly regions: readonly string[];
  /** Absent: the regions themselves. */
  readonly level?: RegionLevel;
  readonly by: readonly SplitId[];
  readonly where: Readonly<Partial<Record<SplitId, readonly string[]>>>;
  /** Show numerator and denominator of ratios. */
  readonly numden: boolean;
  readonly sort: Sort;
  /** Rows in one answer; absent: all. */
  readonly limit?: number;
  readonly cursor?: string;
  readonly language: Language;
}
