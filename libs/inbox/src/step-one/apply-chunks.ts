import { faultPoint } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { classify, type ParkedMessage } from '../events/classify.js';
import type { ParkCause } from '../events/park-cause.js';
import type { FoldOutcome, Projection } from '../events/projection.js';
import { park, readSetAside, type ReadStretchOf } from '../parking/parking.js';
import { fitToPosition } from '../position/fit-to-position.js';
import { lockPositionsOf, movePositions, positionAt, type Move, type TopicOfConsumer } from '../position/position.js';
import type { Chunk } from './chunk.js';

/** How a chunk ended: `gap` names the offset from which to read again. */
export type ChunkEnd =
  { readonly kind: 'applied' } | { readonly kind: 'left' } | { readonly kind: 'gap'; readonly readFrom: bigint };

export const APPLIED: ChunkEnd = { kind: 'applied' };

export interface Attempt {
  /** Of each chunk. */
  readonly ends: readonly ChunkEnd[];
  /** Absent when all of it was applied before. */
  readonly done?: Done;
}

export interface Done extends FoldOutcome {
  readonly parked: readonly ParkedMessage[];
  readonly moves: readonly Move[];
}

/**
 * Applies chunks of different partitions of one topic in the open transaction: facts folded, poison parked, positions
 * moved.
 * @param refusal why the only message could not be folded
 * @throws PositionMoved when somebody else applies the same partitions
 */
export async function applyChunks<Fact>(
  manager: EntityManager,
  at: TopicOfConsumer,
  projection: Projection<Fact>,
  chunks: readonly Chunk[],
  refusal?: ParkCause,
): Promise<Attempt> {
  // Both travel together; what is set aside is read once the positions are held.
  const [{ ends, fitting }, setAside] = await Promise.all([
    fitChunks(manager, at, chunks),
    readSetAside(manager, at, chunks.map(stretchOf)),
  ]);
  if (fitting.length === 0) return { ends };
  const sorted = fitting.map(({ partition, from, next, messages, appendedAt }) => ({
    ...{ partition, from, next },
    ...classify({ at: { ...at, partition }, messages, projection, ...setAside, appendedAt, refusal }),
  }));
  const parked = sorted.flatMap((part) => part.parked);
  await park(manager, at, parked);
  await faultPoint('inbox.afterPark');
  const facts = sorted.flatMap((part) => part.facts);
  const moves = sorted.map(({ partition, from, next, appendedAt }): Move => {
    return { partition, from, to: { next, appendedAt } };
  });
  const [outcome] = await Promise.all([fold(manager, projection, facts), movePositions(manager, at, moves)]);
  await faultPoint('inbox.afterMove');
  return { ends, done: { ...outcome, parked, moves } };
}

async function fold<Fact>(
  manager: EntityManager,
  projection: Projection<Fact>,
  facts: readonly Fact[],
): Promise<FoldOutcome> {
  const outcome = facts.length > 0 ? await projection.fold(manager, facts) : { applied: 0, stale: 0 };
  await faultPoint('inbox.afterFold');
  return outcome;
}

function stretchOf({ batch, messages }: Chunk): ReadStretchOf {
  return { partition: batch.partition, messages };
}

/** What of a chunk is not applied yet, and where its partition stands. */
interface Fitting extends Pick<Chunk, 'messages'> {
  readonly partition: number;
  readonly from: bigint;
  readonly next: bigint;
  readonly appendedAt: number;
}

async function fitChunks(manager: EntityManager, at: TopicOfConsumer, chunks: readonly Chunk[]) {
  const partitions = chunks.map(({ batch }) => batch.partition);
  const positions = await lockPositionsOf(manager, at, partitions);
  const fitting: Fitting[] = [];
  const ends = chunks.map((chunk): ChunkEnd => {
    const { next, appendedAt } = positionAt(positions, chunk.batch);
    const fit = fitToPosition(chunk.messages, next);
    if (fit.kind === 'past') return APPLIED;
    if (fit.kind === 'gap') return { kind: 'gap', readFrom: next };
    const after = BigInt(fit.messages.at(-1)?.offset ?? 0) + 1n;
    fitting.push({ partition: chunk.batch.partition, messages: fit.messages, from: next, next: after, appendedAt });
    return APPLIED;
  });
  return { ends, fitting };
}
