import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  /** @param more a total that has grown, and what else there is to say */
  to(done: number, more?: { total: number; note: string }): void;
  end(): void;
}

/** A bar on a terminal, now and then a line elsewhere; always on stderr, so that stdout holds results only. */
export function showProgress(label: string, total: number): Progress {
  const bar = new SingleBar(
    {
      format: `${label} {bar} {percentage}% {value}/{total} {rate}/s {eta_formatted} {note}`,
      stream: process.stderr,
      noTTYOutput: true,
      notTTYSchedule: 5_000,
      hideCursor: true,
      barsize: 30,
    },
    Presets.shades_classic,
  );
  const beganAt = Date.now();
  const rate = (done: number): number => Math.round(done / Math.max(1, (Date.now() - beganAt) / 1_000));
  bar.start(total, 0, { note: '', rate: 0 });
  return {
    to: (done, more) => {
      if (more) bar.setTotal(more.total);
      bar.update(done, { note: more?.note ?? '', rate: rate(done) });
    },
    end: () => bar.stop(),
  };
}
