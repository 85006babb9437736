/** One measured number. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: Unit;
  /** Smallest and largest of the repetitions whose median `value` is. */
  readonly range?: readonly [number, number];
  /** The most it may be; over it, the bench fails. */
  readonly atMost?: number;
  /** The least it may be; under it, the bench fails. */
  readonly atLeast?: number;
}

/** `x` is a ratio to a peer of the same run; `CPU-s/1M` are seconds of processor time for a million events. */
export type Unit =
  'records/s' | 'events/s' | 'tx/s' | 'ms' | 'MB' | 'MB/min' | 's' | 'records' | 'x' | 'CPU-s/1M' | 'runs';

/** Figures of one part of the system, in the order in which they are shown. */
export type Measurement = readonly Figure[];

export const misses = ({ value, atMost, atLeast }: Figure): boolean =>
  (atMost !== undefined && value > atMost) || (atLeast !== undefined && value < atLeast);

/** The median of repetitions, with their range. @throws Error when there is none */
export function medianOf(values: readonly number[]): Pick<Figure, 'value' | 'range'> {
  return { value: quantile(values, 0.5), range: [quantile(values, 0), quantile(values, 1)] };
}

/** The smallest value that at least the given share of all values does not exceed. @throws Error when there is none */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}
