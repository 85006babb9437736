import { randomUUID } from 'node:crypto';
import type { Log, LogBatch, LogMessage } from './ports.js';

/** A part of one partition: from an offset to another, which is not included. */
export interface LogStretch {
  readonly topic: string;
  readonly partition: number;
  readonly from: bigint;
  readonly to: bigint;
}

type PartitionStretch = Omit<LogStretch, 'topic'>;

const SESSION_TIMEOUT_MS = 30_000;

/**
 * Reads parts of one topic again, each message once, with no lasting group. What a stretch names beyond the end of the
 * log is not waited for; what the log no longer holds is not handed out.
 */
export function readStretches(
  log: Log,
  topic: string,
  stretches: readonly PartitionStretch[],
  onMessage: (message: LogMessage, partition: number) => void,
): Promise<void> {
  const cut = (ends: ReadonlyMap<number, bigint>) =>
    stretches.map((stretch) => ({ ...stretch, to: earlier(stretch.to, ends.get(stretch.partition) ?? 0n) }));
  return readWithinEnds(log, topic, cut, onMessage);
}

/** @param choose the stretches to read, given the ends of the partitions, which are asked for once */
export async function readWithinEnds(
  log: Log,
  topic: string,
  choose: (ends: ReadonlyMap<number, bigint>) => readonly PartitionStretch[],
  onMessage: (message: LogMessage, partition: number) => void,
): Promise<void> {
  const admin = await log.admin();
  try {
    const ends = new Map((await admin.endOffsets(topic)).map(({ partition, next }) => [partition, BigInt(next)]));
    const wanted = choose(ends).filter(({ from, to }) => from < to);
    if (wanted.length === 0) return;
    const groupId = `satudata-read-${randomUUID()}`;
    const reading = drain(log, { groupId, topic, ends }, wanted, onMessage);
    await reading.finally(() => admin.forgetGroup(groupId).catch(() => undefined));
  } finally {
    await admin.close();
  }
}

interface Reading {
  readonly groupId: string;
  readonly topic: string;
  readonly ends: ReadonlyMap<number, bigint>;
}

async function drain(
  log: Log,
  { groupId, topic, ends }: Reading,
  stretches: readonly PartitionStretch[],
  onMessage: (message: LogMessage, partition: number) => void,
): Promise<void> {
  const open = new Map(stretches.map((stretch) => [stretch.partition, stretch]));
  const starts = new Map(stretches.map(({ partition, from }) => [partition, from]));
  const reader = log.reader({ groupId, concurrency: 1, sessionTimeoutMs: SESSION_TIMEOUT_MS });
  const take = ({ partition, messages }: LogBatch) => {
    const stretch = open.get(partition);
    if (!stretch) return;
    for (const message of messages) {
      if (isInside(message, stretch)) onMessage(message, partition);
      // Should the group share its partitions anew, reading goes on here.
      starts.set(partition, BigInt(message.offset) + 1n);
    }
    const last = messages.at(-1);
    if (last && BigInt(last.offset) + 1n >= stretch.to) open.delete(partition);
  };
  try {
    await new Promise<void>((resolve, reject) => {
      const onBatch = async (batch: LogBatch) => {
        try {
          take(batch);
        } catch (error) {
          reject(error as Error);
        }
        if (open.size === 0) resolve();
      };
      // Partitions that nobody asked for are skipped by starting at their end.
      const startAt = async (_topic: string, partition: number) =>
        (starts.get(partition) ?? ends.get(partition) ?? 0n).toString();
      reader.start([topic], { startAt, onBatch, onFatal: reject }).catch(reject);
    });
  } finally {
    await reader.stop();
  }
}

function isInside({ offset }: LogMessage, { from, to }: Pick<LogStretch, 'from' | 'to'>): boolean {
  return BigInt(offset) >= from && BigInt(offset) < to;
}

function earlier(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}
