import type { Held, Pair, Said } from './facts.js';

export type Place = 'source.state' | 'source.log' | 'store.record' | 'store.history';
export type Kind = 'missing' | 'extra' | 'stale' | 'changed' | 'parked' | 'contradiction';
/** From where the record is to be said again; `people` where no machine should choose. */
export type Remedy = 'state' | 'log' | 'removal' | 'people';

export interface Difference {
  readonly place: Place;
  readonly kind: Kind;
}

export type Judgement =
  | { readonly kind: 'sound' }
  | {
      readonly kind: 'damaged';
      readonly differences: readonly Difference[];
      readonly remedy: Remedy;
      /** The highest version that any place has. */
      readonly above: number;
    };

/**
 * A record lies in three places: the source's own row, its change log, and the store. What two of them say is so; where
 * all three differ, the source's own row is right, and where that is missing too, people decide.
 */
export function judge({ source: { state, log }, store }: Pair): Judgement {
  const { record, history } = store;
  const above = Math.max(...[state, log, record, history].map((held) => held?.version ?? 0));
  const damaged = (differences: readonly Difference[], remedy: Remedy): Judgement => ({
    kind: 'damaged',
    differences,
    remedy,
    above,
  });
  const truth = truthOf(state, saidNow(log), saidNow(record));
  if (truth === undefined) return damaged([{ place: 'store.record', kind: 'contradiction' }], 'people');
  const differences = [
    ...differencesFrom(truth, { state, log, record }),
    ...finerDifferences({ log, record, history }),
  ];
  if (differences.length === 0) return { kind: 'sound' };
  if (store.parked) return damaged([{ place: 'store.record', kind: 'parked' }], 'people');
  return damaged(differences, remedyFor(truth, state));
}

type Truth = Held | null;

const saidNow = (said: Said | null): Truth => (said?.deleted ? null : said);
const same = (one: Truth, other: Truth): boolean => one?.version === other?.version && one?.content === other?.content;

function truthOf(state: Truth, log: Truth, record: Truth): Truth | undefined {
  if (same(state, log) || same(state, record)) return state;
  if (same(log, record)) return log;
  return state ?? undefined;
}

function remedyFor(truth: Truth, state: Truth): Remedy {
  if (truth === null) return 'removal';
  return same(truth, state) ? 'state' : 'log';
}

function differencesFrom(
  truth: Truth,
  { state, log, record }: { state: Held | null; log: Said | null; record: Said | null },
): Difference[] {
  const places: [Place, Truth][] = [
    ['source.state', state],
    ['source.log', saidNow(log)],
    ['store.record', saidNow(record)],
  ];
  return places.filter(([, held]) => !same(held, truth)).map(([place, held]) => ({ place, kind: kindOf(held, truth) }));
}

function kindOf(held: Truth, truth: Truth): Kind {
  if (held === null) return 'missing';
  if (truth === null) return 'extra';
  return held.version < truth.version ? 'stale' : 'changed';
}

type Finer = {
  readonly log: Pair['source']['log'];
  readonly record: Said | null;
  readonly history: Pair['store']['history'];
};

/** Where the records agree: what was said around them, and whether the history knows of it. */
function finerDifferences({ log, record, history }: Finer): Difference[] {
  if (!same(saidNow(log), saidNow(record))) return [];
  const found: Difference[] = [];
  if (log && !log.intact) found.push({ place: 'source.log', kind: 'changed' });
  else if (log?.hash !== record?.hash) found.push(log ? around(record) : { place: 'source.log', kind: 'missing' });
  if (history?.hash !== record?.hash) found.push({ place: 'store.history', kind: historyKind(history, record) });
  return found;
}

const around = (record: Said | null): Difference => ({ place: 'store.record', kind: record ? 'changed' : 'missing' });

function historyKind(history: Finer['history'], record: Said | null): Kind {
  if (!history || (record && history.version < record.version)) return 'missing';
  if (!record || history.version > record.version) return 'extra';
  return 'changed';
}
