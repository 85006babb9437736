import { countsOf, describeFindings, isClean, type FindingClass } from './evidence/findings.js';
import type { RunOutcome } from './run.js';

/** What all repetitions of one fault came to. Plain data: it is kept in a file between parts of a long run. */
export interface Tally {
  readonly name: string;
  readonly repetitions: number;
  /** Repetitions that kept every promise. */
  readonly kept: number;
  readonly acknowledged: number;
  readonly counts: Readonly<Record<FindingClass, number>>;
  readonly recoverySeconds: readonly number[];
  /** One sentence for each promise that was broken, and for each repetition that could not be judged. */
  readonly broken: readonly string[];
}

const CLASSES = [
  'lost',
  'invented',
  'duplicated',
  'inverted',
  'stale',
  'unjoined',
  'different',
] as const satisfies FindingClass[];
const NOTHING: Tally['counts'] = {
  lost: 0,
  invented: 0,
  duplicated: 0,
  inverted: 0,
  stale: 0,
  unjoined: 0,
  different: 0,
};

export function emptyTally(name: string): Tally {
  return { name, repetitions: 0, kept: 0, acknowledged: 0, counts: NOTHING, recoverySeconds: [], broken: [] };
}

export function add(tally: Tally, { findings, recoverySeconds }: RunOutcome): Tally {
  const found = countsOf(findings);
  const counts = { ...tally.counts };
  for (const kind of CLASSES) counts[kind] += found[kind];
  return {
    ...tally,
    repetitions: tally.repetitions + 1,
    kept: tally.kept + (isClean(findings) ? 1 : 0),
    acknowledged: tally.acknowledged + findings.acknowledged,
    counts,
    recoverySeconds: [...tally.recoverySeconds, recoverySeconds],
    broken: [...tally.broken, ...describeFindings(findings)],
  };
}

/** A repetition that ended without a judgement has kept nothing. */
export function addUnjudged(tally: Tally, reason: string): Tally {
  return { ...tally, repetitions: tally.repetitions + 1, broken: [...tally.broken, `not judged: ${reason}`] };
}

const COLUMNS = ['repetitions', 'acknowledged', ...CLASSES];

/** A table for people; `!` marks a fault under which a promise was broken. */
export function table(tallies: readonly Tally[]): string {
  const width = Math.max(...tallies.map(({ name }) => name.length), 'fault'.length);
  const head = `${'fault'.padEnd(width)}  ${[...COLUMNS, 'recovery s'].join('  ')}`;
  return [head, ...tallies.map((tally) => row(tally, width))].join('\n');
}

function row(tally: Tally, width: number): string {
  const values = [tally.repetitions, tally.acknowledged, ...CLASSES.map((kind) => tally.counts[kind])];
  const cells = values.map((value, index) => String(value).padStart(COLUMNS[index]?.length ?? 0));
  const slowest = Math.max(0, ...tally.recoverySeconds).toFixed(1);
  const mark = tally.kept === tally.repetitions ? '' : ' !';
  return `${tally.name.padEnd(width)}  ${cells.join('  ')}  ${slowest.padStart('recovery s'.length)}${mark}`;
}
