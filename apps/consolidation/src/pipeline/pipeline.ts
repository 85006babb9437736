import type { PartitionNext, PositionRow } from '@satudata/inbox';

/** A partition between its source and the store. */
export interface PartitionFlow {
  readonly topic: string;
  readonly partition: number;
  /** Offset of the first event not applied. */
  readonly next: string;
  /** Offset that the log will give next; null while the broker does not answer. */
  readonly end: string | null;
  readonly lagEvents: number | null;
  /** How long ago the log took in the last event applied; 0 when nothing waits, null when that is not known. */
  readonly lagSeconds: number | null;
  readonly parked: number;
  readonly eventsPerSecond: number | null;
}

export interface SourceFlow {
  readonly source: string;
  /** Everything that the source recorded up to this instant is in the store. */
  readonly completeUntil: Date | null;
  readonly lagSeconds: number | null;
  readonly lagEvents: number | null;
  readonly parked: number;
  readonly partitions: readonly PartitionFlow[];
}

export interface SourceCompleteness {
  readonly source: string;
  readonly completeUntil: Date | null;
}

export interface PipelineState {
  readonly positions: readonly PositionRow[];
  readonly ends: readonly PartitionNext[] | null;
  readonly sources: readonly SourceCompleteness[];
  readonly rateOf: (partition: string) => number | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Every source with its partitions, those that have not said anything yet too. */
export function describePipeline(state: PipelineState): SourceFlow[] {
  const flows = state.positions.map((position) => describePartition(position, state));
  const names = new Set([...flows.map(({ topic }) => sourceOfTopic(topic)), ...state.sources.map((row) => row.source)]);
  return [...names].sort().map((source) => describeSource(source, flows, state));
}

export function partitionName({ topic, partition }: { topic: string; partition: number }): string {
  return `${topic}/${partition}`;
}

function describePartition(position: PositionRow, { ends, rateOf, now }: PipelineState): PartitionFlow {
  const name = partitionName(position);
  const end = ends?.find((candidate) => partitionName(candidate) === name)?.next ?? null;
  const lagEvents = end === null ? null : Math.max(0, Number(BigInt(end) - BigInt(position.next)));
  return {
    topic: position.topic,
    partition: position.partition,
    next: position.next,
    end,
    lagEvents,
    lagSeconds: lagSeconds(lagEvents, position.appendedAt, now),
    parked: position.parked,
    eventsPerSecond: rateOf(name),
  };
}

/** Before the first event there is no moment to count from. */
function lagSeconds(lagEvents: number | null, appendedAt: Date, now: number): number | null {
  if (lagEvents === 0) return 0;
  if (lagEvents === null || appendedAt.getTime() === 0) return null;
  return Math.max(0, now - appendedAt.getTime()) / 1_000;
}

function describeSource(source: string, flows: readonly PartitionFlow[], { sources, now }: PipelineState): SourceFlow {
  const partitions = flows.filter(({ topic }) => sourceOfTopic(topic) === source);
  const completeUntil = sources.find((row) => row.source === source)?.completeUntil ?? null;
  const known = partitions.every(({ lagEvents }) => lagEvents !== null);
  return {
    source,
    completeUntil,
    lagSeconds: completeUntil && Math.max(0, now - completeUntil.getTime()) / 1_000,
    lagEvents: known ? sum(partitions.map(({ lagEvents }) => lagEvents ?? 0)) : null,
    parked: sum(partitions.map(({ parked }) => parked)),
    partitions,
  };
}

/** `satudata.<source>.<entity>.v1` */
function sourceOfTopic(topic: string): string {
  return topic.split('.')[1] ?? topic;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
