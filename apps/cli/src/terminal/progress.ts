import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  to(done: number): void;
  end(): void;
}

/** A bar on a terminal, now and then a line elsewhere; always on stderr, so that stdout holds results only. */
export function showProgress(label: string, total: number): Progress {
  const bar = new SingleBar(
    {
      format: `${label} {bar} {percentage}% {value}/{total}`,
      stream: process.stderr,
      noTTYOutput: true,
      notTTYSchedule: 5_000,
      hideCursor: true,
      barsize: 30,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return { to: (done) => bar.update(done), end: () => bar.stop() };
}
