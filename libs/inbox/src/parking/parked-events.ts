import { WHOLE_PROVINCE, type ScopedDatabase } from '@satudata/service-kit';
import type { Projection } from '../events/projection.js';
import { discard } from './discarded.js';
import { listSequences, type ParkedSequence, type SequenceFilter } from './parked-sequences.js';
import { RetryParked, type Retried, type RetryParts } from './retry-parked.js';

export interface ParkedEventsParts extends RetryParts {
  readonly consumer: string;
  readonly database: ScopedDatabase;
  readonly projectionOf: (topic: string) => Projection | undefined;
}

export interface DiscardRequest {
  readonly topic: string;
  readonly key: string;
  /** Of the first event of the sequence: a decision about another event is not carried over to this one. */
  readonly offset: string;
  readonly by: string;
  readonly reason: string;
}

const PAGE = 500;

/** What a person may do about events that could not be applied. */
export class ParkedEvents {
  private readonly again: RetryParked;

  constructor(private readonly parts: ParkedEventsParts) {
    this.again = new RetryParked(parts);
  }

  list(filter: SequenceFilter, limit: number): Promise<ParkedSequence[]> {
    const { database, consumer } = this.parts;
    return database.inScope(WHOLE_PROVINCE, (manager) => listSequences(manager, consumer, filter, limit));
  }

  /** @returns undefined when nothing of the key is parked */
  async retry(topic: string, key: string): Promise<Retried | undefined> {
    const sequences = await this.list({ topic, key }, PAGE);
    return sequences.length > 0 ? this.retrySequences(sequences) : undefined;
  }

  /** Every parked sequence once, of one topic or of all. */
  async retryAll(topic?: string): Promise<Retried> {
    let total: Retried = { applied: 0, stuck: 0 };
    let page = await this.list({ topic }, PAGE);
    while (page.length > 0) {
      total = plus(total, await this.retrySequences(page));
      page = await this.list({ topic, after: page.at(-1) }, PAGE);
    }
    return total;
  }

  /**
   * Takes the first event of a sequence out for good, and applies what waited for it.
   * @returns undefined when that event is not the first parked of the key
   */
  async discardFirst({ topic, key, offset, by, reason }: DiscardRequest): Promise<Retried | undefined> {
    const { database, consumer } = this.parts;
    const sequence = (await this.list({ topic, key }, PAGE)).find(({ firstOffset }) => firstOffset === offset);
    if (!sequence) return undefined;
    const at = { consumer, topic, partition: sequence.partition };
    const done = await database.inScope(WHOLE_PROVINCE, (manager) => discard(manager, at, { offset, by, reason }));
    if (!done) return undefined;
    return (await this.retry(topic, key)) ?? { applied: 0, stuck: 0 };
  }

  private async retrySequences(sequences: readonly ParkedSequence[]): Promise<Retried> {
    let total: Retried = { applied: 0, stuck: 0 };
    for (const { topic, partition, keys } of byPartition(sequences)) {
      const projection = this.parts.projectionOf(topic);
      const at = { consumer: this.parts.consumer, topic, partition };
      // A topic that is no longer heard keeps what it parked.
      const end = projection ? await this.again.retry(at, projection, keys) : { applied: 0, stuck: keys.length };
      total = plus(total, end);
    }
    return total;
  }
}

interface KeysOfPartition {
  readonly topic: string;
  readonly partition: number;
  readonly keys: string[];
}

/** One reading of a partition serves all its keys. */
function byPartition(sequences: readonly ParkedSequence[]): KeysOfPartition[] {
  const groups = new Map<string, KeysOfPartition>();
  for (const { topic, partition, key } of sequences) {
    const name = `${topic}/${partition}`;
    const group = groups.get(name) ?? { topic, partition, keys: [] };
    groups.set(name, group);
    group.keys.push(key);
  }
  return [...groups.values()];
}

function plus(one: Retried, other: Retried): Retried {
  return { applied: one.applied + other.applied, stuck: one.stuck + other.stuck };
}
