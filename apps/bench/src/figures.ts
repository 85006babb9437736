/** One measured number. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: 'records/s' | 'events/s' | 'ms' | 'MB' | 's' | 'records';
  /** The most it may be; over it, the bench fails. */
  readonly atMost?: number;
}

/** Figures of one part of the system, in the order in which they are shown. */
export type Measurement = readonly Figure[];

export const isOver = ({ value, atMost }: Figure): boolean => atMost !== undefined && value > atMost;

/** The smallest value that at least the given share of all values does not exceed. @throws Error when there is none */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}
