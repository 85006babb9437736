import type { SourceName, Words } from '@satudata/contracts';
import type { RegionLevel } from '@satudata/regions';
import type { SplitId } from '../dimensions/dimensions.js';

/** `semi-additive`: a stock, summed over regions and members but never over time. `non-additive`: never summed. */
export type Additivity = 'semi-additive' | 'non-additive';

/** A normal value, not reported yet (no village of the unit ever had a record), not applicable (a ratio over zero). */
export type ValueStatus = 'A' | 'NR' | 'X';

export interface Reading {
  readonly value: number | null;
  readonly status: ValueStatus;
}

/** Counts of one unit, or of one member of a split in it; absent when nothing was ever reported. */
export interface Counts {
  readonly persons?: number;
  readonly families?: number;
}

export type Measure = keyof Counts;

export interface Indicator {
  readonly version: string;
  readonly name: Words;
  readonly definition: Words;
  readonly unit: Words;
  readonly decimals: number;
  readonly additivity: Additivity;
  /** The measure that is counted, or the one above the line. */
  readonly numerator: Measure;
  readonly denominator?: Measure;
  readonly formula: string;
  /** The producer of the data (produsen data). */
  readonly owner: Words;
  readonly sources: readonly SourceName[];
  /** What it can be split by or narrowed to. */
  readonly dimensions: readonly SplitId[];
  readonly levels: readonly RegionLevel[];
}
