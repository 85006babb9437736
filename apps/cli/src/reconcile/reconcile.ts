import { randomUUID } from 'node:crypto';
import { CommandFailure } from '../terminal/command-failure.js';
import { unequalBuckets, unequalRows, type Bucket } from './compare-buckets.js';
import type { Pair } from './facts.js';
import { judge, type Difference, type Remedy } from './judge.js';
import { settle, type Sides } from './settle.js';

export interface ReconcileOptions {
  /** Recomputes everything on both sides instead of trusting the sums. */
  readonly full: boolean;
  /** Says the damaged records again, for this reason. */
  readonly reason?: string;
}

export interface Damage {
  readonly entity: string;
  readonly id: string;
  readonly region: string;
  readonly differences: readonly Difference[];
  readonly remedy: Remedy;
  readonly above: number;
  readonly outcome: 'found' | 'repaired' | 'left';
}

export interface Reconciliation {
  readonly id: string;
  readonly asOf: string;
  readonly full: boolean;
  /** Of the source at `asOf`: what was compared. */
  readonly buckets: readonly Bucket[];
  readonly damages: readonly Damage[];
  /** Buckets of either side that are not the sum of their records: somebody wrote into the sums. */
  readonly unequalSums: number;
}

/** As long as the slots in which both sides sum. */
const SLOT_MS = 5_000;
const RANGES = 64;
const SCANS_AT_ONCE = 4;

/** Compares a source with the store, and mends what differs if told to. */
export async function reconcile(sides: Sides, { full, reason }: ReconcileOptions): Promise<Reconciliation> {
  const id = randomUUID();
  const { entities, asOf } = await commonMoment(sides);
  const [ofSource, ofStore] = await Promise.all([sides.source.buckets(asOf), sides.store.buckets(asOf)]);
  const compared = ofStore.filter(({ entity }) => entities.includes(entity));
  const suspects = new Map(entities.map((entity) => [entity, new Set<string>()]));
  for (const bucket of unequalBuckets(ofSource, compared)) {
    const [rows, others] = await Promise.all([sides.source.rows(bucket), sides.store.rows(bucket)]);
    for (const row of unequalRows(rows, others)) suspects.get(bucket.entity)?.add(row);
  }
  if (full) await scan(sides, suspects);
  const proofs = full ? await Promise.all([sides.source.proof(), sides.store.proof()]) : [];
  const damages = await examineAll(sides, suspects);
  return {
    id,
    asOf,
    full,
    buckets: ofSource,
    unequalSums: proofs.reduce((sum, unequal) => sum + unequal, 0),
    damages: reason === undefined ? damages : await repair(sides, damages, { report: id, reason }),
  };
}

/** The latest end of a slot for which both sides can tell their sums. */
async function commonMoment({ source, store }: Sides): Promise<{ entities: readonly string[]; asOf: string }> {
  const [ofSource, ofStore] = await Promise.all([source.state(), store.state()]);
  if (ofSource.through === null || ofStore.through === null) throw nothingSummed();
  const both = Math.min(Date.parse(ofSource.through), Date.parse(ofStore.through));
  return { entities: ofSource.entities, asOf: new Date(Math.floor(both / SLOT_MS) * SLOT_MS).toISOString() };
}

async function scan(sides: Sides, suspects: ReadonlyMap<string, Set<string>>): Promise<void> {
  for (const side of [sides.source, sides.store]) {
    for (const [entity, ids] of suspects) {
      for (let range = 0; range < RANGES; range += SCANS_AT_ONCE) {
        const pieces = Array.from({ length: SCANS_AT_ONCE }, (_, index) => side.suspects(entity, range + index));
        for (const piece of await Promise.all(pieces)) piece.ids.forEach((id) => ids.add(id));
      }
    }
  }
}

async function examineAll(sides: Sides, suspects: ReadonlyMap<string, ReadonlySet<string>>): Promise<Damage[]> {
  const damages: Damage[] = [];
  for (const [entity, ids] of suspects) {
    const pairs = await settle(sides, entity, [...ids]);
    damages.push(...pairs.flatMap((pair) => damageOf(entity, pair)));
  }
  return damages;
}

function damageOf(entity: string, pair: Pair): Damage[] {
  const judgement = judge(pair);
  if (judgement.kind === 'sound') return [];
  const { id, region } = pair.source;
  const { differences, remedy, above } = judgement;
  return [
    { entity, id, region: region === '18' ? pair.store.region : region, differences, remedy, above, outcome: 'found' },
  ];
}

/** As many as one request may name. */
const RESTATED_AT_ONCE = 500;

/** Says damaged records again, and looks at them once more: repaired is what is sound afterwards. */
async function repair(
  sides: Sides,
  damages: readonly Damage[],
  order: { report: string; reason: string },
): Promise<Damage[]> {
  const mendable = damages.filter(({ remedy }) => remedy !== 'people');
  for (const entity of new Set(mendable.map((damage) => damage.entity))) {
    const corrections = mendable
      .filter((damage) => damage.entity === entity)
      .map(({ id, remedy, above }) => ({ id, remedy, above }));
    for (let start = 0; start < corrections.length; start += RESTATED_AT_ONCE) {
      const some = corrections.slice(start, start + RESTATED_AT_ONCE);
      await sides.source.restate({ ...order, entity, corrections: some });
    }
  }
  const again = new Map<string, Set<string>>();
  for (const { entity, id } of damages) again.set(entity, (again.get(entity) ?? new Set()).add(id));
  const left = new Set((await examineAll(sides, again)).map(({ entity, id }) => `${entity} ${id}`));
  return damages.map((damage) => ({
    ...damage,
    outcome: left.has(`${damage.entity} ${damage.id}`) ? 'left' : 'repaired',
  }));
}

function nothingSummed(): CommandFailure {
  return new CommandFailure(
    'Belum ada jumlah untuk dibandingkan: tunggu sampai sumber dan gudang data berjalan beberapa detik.',
    'There are no sums to compare yet: wait until source and store have run for some seconds.',
  );
}
