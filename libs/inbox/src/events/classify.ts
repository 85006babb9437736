import { decodeEvent, type LogMessage } from '@satudata/event-log';
import type { PartitionOfConsumer } from '../position/position.js';
import { causeOf, type ParkCause } from './park-cause.js';
import type { HeardEvent, Projection } from './projection.js';

export interface ParkedMessage {
  readonly partition: number;
  readonly offset: string;
  readonly key: string;
  readonly cause: ParkCause;
}

export interface Classified<Fact> {
  readonly facts: readonly Fact[];
  readonly parked: readonly ParkedMessage[];
  /** Running maximum of append times after the last message. */
  readonly appendedAt: number;
}

export interface ToClassify<Fact> {
  readonly at: PartitionOfConsumer;
  readonly messages: readonly LogMessage[];
  readonly projection: Projection<Fact>;
  /** Keys that wait already: what comes after a parked event of the same key would be applied out of order. */
  readonly waitingKeys: ReadonlySet<string>;
  /** `partition/offset` of what a person has taken out for good. */
  readonly discarded: ReadonlySet<string>;
  readonly appendedAt: number;
  /** Why this message could not be folded; only ever given for a chunk of one. */
  readonly refusal?: ParkCause | undefined;
}

/** Sorts the messages of one chunk into facts to fold and messages to park, in the order of the log. */
export function classify<Fact>(chunk: ToClassify<Fact>): Classified<Fact> {
  const waiting = new Set(chunk.waitingKeys);
  const facts: Fact[] = [];
  const parked: ParkedMessage[] = [];
  let appendedAt = chunk.appendedAt;
  for (const message of chunk.messages) {
    appendedAt = Math.max(appendedAt, message.appendedAt);
    if (chunk.discarded.has(`${chunk.at.partition}/${message.offset}`)) continue;
    const verdict = judge(message, appendedAt, waiting, chunk);
    if (verdict.kind === 'fact') {
      facts.push(verdict.fact);
    } else {
      waiting.add(message.key);
      parked.push({ partition: chunk.at.partition, offset: message.offset, key: message.key, cause: verdict.cause });
    }
  }
  return { facts, parked, appendedAt };
}

type Verdict<Fact> =
  { readonly kind: 'fact'; readonly fact: Fact } | { readonly kind: 'park'; readonly cause: ParkCause };

const WAITS: ParkCause = { sentence: 'an earlier event of the same key waits' };

function judge<Fact>(
  message: LogMessage,
  knownAt: number,
  waiting: ReadonlySet<string>,
  { at, projection, refusal }: ToClassify<Fact>,
): Verdict<Fact> {
  if (waiting.has(message.key)) return { kind: 'park', cause: WAITS };
  if (refusal !== undefined) return { kind: 'park', cause: refusal };
  try {
    return { kind: 'fact', fact: projection.understand(heard(message, knownAt, at)) };
  } catch (error) {
    return { kind: 'park', cause: causeOf(error, 'understanding') };
  }
}

function heard(message: LogMessage, knownAt: number, { topic, partition }: PartitionOfConsumer): HeardEvent {
  return Object.assign(decodeEvent(message), { topic, partition, offset: message.offset, key: message.key, knownAt });
}
