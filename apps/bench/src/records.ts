import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Figure, Measurement } from './figures.js';
import type { Machine } from './machine.js';
import { performancePage } from './performance-page.js';

/** The newest figures of each measurement, by its name, with where and when they were measured. */
export type Records = Readonly<Record<string, Recorded>>;

export interface Recorded {
  readonly measuredAt: string;
  readonly machine: Machine;
  readonly figures: readonly Figure[];
}

/** Puts new figures in the place of old ones of the same measurement, and writes the page beside the file anew. */
export function record(file: string, measured: ReadonlyMap<string, Measurement>, machine: Machine): void {
  const fresh = [...measured].map(([name, figures]) => [name, recorded(figures, machine)]);
  const all: Records = { ...readRecords(file), ...Object.fromEntries(fresh) };
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
  writeFileSync(file.replace(/\.json$/, '.md'), performancePage(all));
}

export function readRecords(file: string): Records {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Records) : {};
}

function recorded(figures: Measurement, machine: Machine): Recorded {
  return { measuredAt: new Date().toISOString(), machine, figures };
}
