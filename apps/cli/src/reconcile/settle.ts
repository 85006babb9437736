import { setTimeout as sleep } from 'node:timers/promises';
import { CommandFailure } from '../terminal/command-failure.js';
import type { Pair, SourceFacts, StoreFacts } from './facts.js';
import type { Side } from './side.js';

export interface SourceExamination {
  readonly at: string;
  readonly records: readonly SourceFacts[];
}

export interface StoreExamination {
  readonly completeUntil: string | null;
  readonly records: readonly StoreFacts[];
}

export interface Sides {
  readonly source: Side<SourceExamination>;
  readonly store: Side<StoreExamination>;
}

/** As many as one request may name. */
const AT_ONCE = 500;
const LOOK_AGAIN_MS = 500;
/** A few ticks of the source's clock, and room for a slow one. */
const CAUGHT_UP_WITHIN_MS = 60_000;

/**
 * Both sides of records that may only be under way. A source that says the same before and after the store was looked
 * at, while the store had everything up to the first of these looks, has had its time; the others are looked at again.
 */
export async function settle(sides: Sides, entity: string, ids: readonly string[]): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    pairs.push(...(await settleSome(sides, entity, ids.slice(start, start + AT_ONCE))));
  }
  return pairs;
}

async function settleSome({ source, store }: Sides, entity: string, ids: readonly string[]): Promise<Pair[]> {
  const settled: Pair[] = [];
  let before = await source.examine(entity, ids);
  while (before.records.length > 0) {
    const open = before.records.map(({ id }) => id);
    const stored = await examineCaughtUp(store, entity, open, before.at);
    const after = await source.examine(entity, open);
    const still = new Map(before.records.map((facts) => [facts.id, JSON.stringify(facts)]));
    const moved = after.records.filter((facts) => still.get(facts.id) !== JSON.stringify(facts));
    settled.push(
      ...pairsOf(
        after.records.filter((facts) => !moved.includes(facts)),
        stored.records,
      ),
    );
    before = { at: after.at, records: moved };
  }
  return settled;
}

function pairsOf(ofSource: readonly SourceFacts[], ofStore: readonly StoreFacts[]): Pair[] {
  const stored = new Map(ofStore.map((facts) => [facts.id, facts]));
  return ofSource.flatMap((source) => {
    const store = stored.get(source.id);
    return store ? [{ source, store }] : [];
  });
}

async function examineCaughtUp(
  store: Sides['store'],
  entity: string,
  ids: readonly string[],
  at: string,
): Promise<StoreExamination> {
  const deadline = Date.now() + CAUGHT_UP_WITHIN_MS;
  for (;;) {
    const examination = await store.examine(entity, ids);
    if (examination.completeUntil !== null && examination.completeUntil >= at) return examination;
    if (Date.now() > deadline) throw notCaughtUp(at);
    await sleep(LOOK_AGAIN_MS);
  }
}

function notCaughtUp(at: string): CommandFailure {
  return new CommandFailure(
    `Gudang data belum menerima semua yang dicatat sumber sampai ${at}: periksa alirannya dengan satudata status, lalu ulangi.`,
    `The store has not received everything that the source recorded up to ${at}: look at the flow with satudata status, then try again.`,
  );
}
