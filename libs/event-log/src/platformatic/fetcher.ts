import { Consumer, GenericError } from '@platformatic/kafka';
import type { KafkaPlace } from '../kafka-place.js';
import { decodeRecords, type DecodedRecords } from './decode-records.js';
import { platformaticOptions } from './platformatic-options.js';

type FetchResponse = Awaited<ReturnType<Consumer['fetch']>>;

export interface FetchPlace {
  readonly topic: string;
  readonly partition: number;
  /** The first offset wanted. */
  readonly from: bigint;
}

export interface Fetched<T extends FetchPlace> {
  readonly place: T;
  /** Missing when the log does not hold the offset wanted. */
  readonly records: DecodedRecords | undefined;
}

/** Offsets wanted of a topic that was made anew mean nothing: no retry mends that. */
export class TopicMadeAnew extends Error {
  override readonly name = 'TopicMadeAnew';
}

interface KnownTopic {
  readonly id: string;
  readonly leaders: readonly number[];
}

const PARTITION_BYTES = 2 * 1024 * 1024;
const RESPONSE_BYTES = 8 * 1024 * 1024;
const OFFSET_OUT_OF_RANGE = 1;

/** Asks brokers for messages, apart from the group's connections: a request for messages that waits holds up all others. */
export class Fetcher {
  private consumer: Consumer | undefined;
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly clientPlace: KafkaPlace,
    private readonly groupId: string,
    private readonly topics: readonly string[],
  ) {}

  /** The places by the broker that leads them. @throws TopicMadeAnew, and when no broker answers */
  async byLeader<T extends FetchPlace>(places: readonly T[]): Promise<Map<number, T[]>> {
    const known = await this.guarded((consumer) => this.ask(consumer));
    const found = new Map<number, T[]>();
    for (const place of places) {
      const leader = known.get(place.topic)?.leaders[place.partition];
      if (leader !== undefined && leader >= 0) found.set(leader, [...(found.get(leader) ?? []), place]);
    }
    return found;
  }

  /** What one broker has, waiting at most so many milliseconds for anything to come. Places without news are left out. */
  async fetch<T extends FetchPlace>(node: number, places: readonly T[], maxWaitTime: number): Promise<Fetched<T>[]> {
    const response = await this.guarded((consumer) =>
      consumer
        .fetch({ node, maxWaitTime, minBytes: 1, maxBytes: RESPONSE_BYTES, topics: this.requestFor(places) })
        .catch((error: unknown) => responseOf(error)),
    );
    return places.flatMap((place) => this.answerFor(place, response));
  }

  async close(): Promise<void> {
    const { consumer } = this;
    this.consumer = undefined;
    await consumer?.close();
  }

  /** After a failure the client is made anew: a connection that only seems open is never given up by the client itself. */
  private async guarded<T>(act: (consumer: Consumer) => Promise<T>): Promise<T> {
    const consumer = (this.consumer ??= this.create());
    try {
      return await act(consumer);
    } catch (error) {
      if (this.consumer === consumer) this.consumer = undefined;
      await consumer.close();
      throw error;
    }
  }

  private create(): Consumer {
    const consumer: Consumer = new Consumer({
      ...platformaticOptions(this.clientPlace),
      retries: 1,
      requestTimeout: 15_000,
      groupId: this.groupId,
    });
    consumer.topics.trackAll(...this.topics);
    consumer.on('error', () => undefined);
    return consumer;
  }

  private async ask(consumer: Consumer): Promise<Map<string, KnownTopic>> {
    const { topics } = await consumer.metadata({ topics: [...this.topics] });
    for (const [topic, { id }] of topics) {
      const earlier = this.ids.get(topic);
      if (earlier !== undefined && earlier !== id) throw new TopicMadeAnew(`topic ${topic} was made anew`);
      this.ids.set(topic, id);
    }
    return new Map(
      [...topics].map(([topic, { id, partitions }]) => [
        topic,
        { id, leaders: partitions.map(({ leader }) => leader) },
      ]),
    );
  }

  private requestFor(places: readonly FetchPlace[]) {
    return [...new Set(places.map(({ topic }) => topic))].map((topic) => ({
      topicId: this.ids.get(topic) ?? '',
      partitions: places
        .filter((place) => place.topic === topic)
        .map(({ partition, from }) => ({
          partition,
          fetchOffset: from,
          currentLeaderEpoch: -1,
          lastFetchedEpoch: -1,
          partitionMaxBytes: PARTITION_BYTES,
        })),
    }));
  }

  private answerFor<T extends FetchPlace>(place: T, { responses }: FetchResponse): Fetched<T>[] {
    const found = responses
      .find(({ topicId }) => topicId === this.ids.get(place.topic))
      ?.partitions.find(({ partitionIndex }) => partitionIndex === place.partition);
    if (found?.errorCode === OFFSET_OUT_OF_RANGE) return [{ place, records: undefined }];
    if (!found?.records?.length || found.errorCode !== 0) return [];
    return [{ place, records: decodeRecords(found.records, place.from) }];
  }
}

/** One partition that failed makes a request fail, yet the others were answered. */
function responseOf(error: unknown): FetchResponse {
  const isOutOfRange = GenericError.isGenericError(error as Error)
    ? (error as GenericError).findBy('apiId', 'OFFSET_OUT_OF_RANGE')
    : undefined;
  const response = (error as { response?: FetchResponse }).response;
  if (isOutOfRange && response) return response;
  throw error;
}
