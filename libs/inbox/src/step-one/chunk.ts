import type { LogBatch, LogMessage } from '@satudata/event-log';

/** What one transaction takes: more gains nothing per event, and holds memory and locks for longer. */
const MOST_MESSAGES = 2_000;
const MOST_BYTES = 4 * 1024 * 1024;

/** Messages of one partition that follow each other, applied by one transaction or not at all. */
export interface Chunk {
  readonly batch: LogBatch;
  readonly messages: readonly LogMessage[];
}

/** Cuts a batch into parts that one transaction each can take; a larger single message is a part of its own. */
export function* chunksOf(batch: LogBatch): Generator<Chunk> {
  let size = NOTHING;
  let start = 0;
  for (const [index, message] of batch.messages.entries()) {
    const one = { messages: 1, bytes: message.value.length };
    if (index > start && !fits(add(size, one))) {
      yield { batch, messages: batch.messages.slice(start, index) };
      start = index;
      size = NOTHING;
    }
    size = add(size, one);
  }
  if (start < batch.messages.length) yield { batch, messages: batch.messages.slice(start) };
}

/**
 * The oldest chunk, and those of the same topic that one transaction can take with it. At low load each partition
 * brings a few messages, and a transaction costs the same for a few as for hundreds.
 */
export function together<Waiting extends Chunk>(waiting: readonly Waiting[]): Waiting[] {
  const [first] = waiting;
  if (!first) return [];
  const taken: Waiting[] = [];
  let size = NOTHING;
  for (const chunk of waiting) {
    const sum = add(size, sizeOf(chunk));
    if (chunk !== first && !(fits(sum) && goesWith(chunk, taken))) continue;
    taken.push(chunk);
    size = sum;
  }
  return taken;
}

/** Two batches of one partition are those of a reader that was overtaken and of its successor: one after the other. */
function goesWith({ batch }: Chunk, others: readonly Chunk[]): boolean {
  return others.every((other) => other.batch.topic === batch.topic && other.batch.partition !== batch.partition);
}

interface Size {
  readonly messages: number;
  readonly bytes: number;
}

const NOTHING: Size = { messages: 0, bytes: 0 };

function add(one: Size, other: Size): Size {
  return { messages: one.messages + other.messages, bytes: one.bytes + other.bytes };
}

function fits({ messages, bytes }: Size): boolean {
  return messages <= MOST_MESSAGES && bytes <= MOST_BYTES;
}

function sizeOf({ messages }: Chunk): Size {
  return { messages: messages.length, bytes: messages.reduce((sum, { value }) => sum + value.length, 0) };
}
