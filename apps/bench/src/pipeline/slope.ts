export interface Sample {
  readonly minutes: number;
  readonly megabytes: number;
}

/** The straight line that fits the samples best (least squares), in MB a minute. @throws Error for fewer than two */
export function slopeOf(samples: readonly Sample[]): number {
  if (samples.length < 2) throw new Error('a slope needs two samples');
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [minutes, megabytes] = [mean((sample) => sample.minutes), mean((sample) => sample.megabytes)];
  const covariance = mean((sample) => (sample.minutes - minutes) * (sample.megabytes - megabytes));
  return covariance / mean((sample) => (sample.minutes - minutes) ** 2);
}
