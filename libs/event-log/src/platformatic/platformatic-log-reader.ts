import { setTimeout as pause } from 'node:timers/promises';
import type { GroupAssignment } from '@platformatic/kafka';
import type { KafkaPlace } from '../kafka-place.js';
import type { LogBatch, LogReader, LogReaderHandlers, LogReaderOptions } from '../ports.js';
import { Fetcher, TopicMadeAnew, type Fetched, type FetchPlace } from './fetcher.js';
import { GroupMember } from './group-member.js';
import { PartitionReading, type FetchedBatch } from './partition-reading.js';
import { waitBeforeTry } from './platformatic-options.js';

/** How long a broker holds a request for messages when there are none. */
const IDLE_WAIT_MS = 250;
/** The same while some partition is worked on: it must not wait for quiet ones when it wants more. */
const BUSY_WAIT_MS = 20;
const MOST_QUEUED_BYTES = 16 * 1024 * 1024;
/** A broker that comes back may give too early an end for a moment: ask for some seconds before believing it. */
const MISSES_BELIEVED = 10;

interface Work {
  readonly reading: PartitionReading;
  readonly ended: Promise<void>;
}

type Wanted = FetchPlace & { readonly reading: PartitionReading };

/**
 * The client's own stream starts where the group remembers, works in the order of its buffer and sends heartbeats for
 * handlers that hang. So only its parts are used: membership, and requests for messages from positions of our own.
 */
export class PlatformaticLogReader implements LogReader {
  private readings = new Map<string, PartitionReading>();
  private readonly queue: PartitionReading[] = [];
  private readonly works = new Map<string, Work>();
  private readonly polls = new Map<number, Promise<void>>();
  private member!: GroupMember;
  private fetcher!: Fetcher;
  private handlers!: LogReaderHandlers;
  private watch: NodeJS.Timeout | undefined;
  private fetching: Promise<void> | undefined;
  private isStopping = false;
  private isAway = false;

  constructor(
    private readonly place: KafkaPlace,
    private readonly options: LogReaderOptions,
  ) {}

  async start(topics: readonly string[], handlers: LogReaderHandlers): Promise<void> {
    this.handlers = handlers;
    this.fetcher = new Fetcher(this.place, this.options.groupId, topics);
    this.member = new GroupMember(this.place, this.options, topics, {
      onAssigned: (assignment) => this.assign(assignment),
      onLost: () => this.loseAll(),
    });
    this.watch = setInterval(() => this.giveUpWhatHangs(), this.options.sessionTimeoutMs / 10);
    this.fetching = this.fetchOn();
    await this.member.join();
  }

  seek(topic: string, partition: number, offset: string): void {
    this.readings.get(`${topic}/${partition}`)?.seek(BigInt(offset));
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.watch);
    await this.allEnded();
    await this.member?.leave();
    await this.fetching;
    await this.fetcher?.close();
  }

  private assign(assignment: readonly GroupAssignment[]): void {
    this.loseAll();
    const readings = assignment.flatMap(({ topic, partitions }) =>
      partitions.map((partition) => new PartitionReading(topic, partition)),
    );
    this.readings = new Map(readings.map((reading) => [reading.name, reading]));
    for (const reading of readings) void this.begin(reading);
  }

  private loseAll(): void {
    for (const reading of this.readings.values()) reading.lose();
    this.queue.length = 0;
  }

  private async begin(reading: PartitionReading): Promise<void> {
    try {
      // Work of an earlier assignment may still be under way: two handlers of one partition never meet.
      await this.works.get(reading.name)?.ended;
      reading.startAt(BigInt(await this.handlers.startAt(reading.topic, reading.partition)));
    } catch (error) {
      this.handlers.onFatal(asError(error));
    }
  }

  private async fetchOn(): Promise<void> {
    for (let failures = 0; !this.isStopping;) {
      try {
        await this.fetchOnce();
        failures = 0;
      } catch (error) {
        if (this.isStopping) return;
        if (error instanceof TopicMadeAnew) return this.handlers.onFatal(error);
        this.place.onLog?.('warn', `could not fetch, trying again: ${asError(error).message}`);
        await pause(waitBeforeTry(failures));
        failures += 1;
      }
    }
    await Promise.allSettled(this.polls.values());
  }

  /** Asks each broker that is not being asked already, and waits for the first answer. */
  private async fetchOnce(): Promise<void> {
    const wanted = this.hasRoom() ? [...this.readings.values()].flatMap((reading) => reading.wanted() ?? []) : [];
    if (wanted.length > 0) {
      for (const [node, places] of await this.fetcher.byLeader<Wanted>(wanted)) {
        if (!this.polls.has(node)) this.polls.set(node, this.poll(node, places));
      }
    }
    await Promise.race([pause(BUSY_WAIT_MS), ...this.polls.values()]);
  }

  private hasRoom(): boolean {
    return this.queue.reduce((sum, { fetchedBytes }) => sum + fetchedBytes, 0) < MOST_QUEUED_BYTES;
  }

  private poll(node: number, places: readonly Wanted[]): Promise<void> {
    const isQuiet = this.works.size === 0 && this.queue.length === 0;
    const fetch = this.fetcher.fetch(node, places, isQuiet ? IDLE_WAIT_MS : BUSY_WAIT_MS);
    return fetch
      .then((answers) => answers.forEach((answer) => this.take(answer)))
      .finally(() => this.polls.delete(node));
  }

  private take({ place: { reading, from }, records }: Fetched<Wanted>): void {
    if (!records) return this.miss(reading, from);
    if (!reading.take(records, from)) return;
    this.queue.push(reading);
    this.workOn();
  }

  private miss(reading: PartitionReading, offset: bigint): void {
    if (reading.miss() <= MISSES_BELIEVED) return;
    this.handlers.onFatal(new Error(`${reading.name} does not hold offset ${offset}`));
  }

  private workOn(): void {
    while (!this.isStopping && this.works.size < this.options.concurrency) {
      const place = this.queue.findIndex(({ name }) => !this.works.has(name));
      const reading = place < 0 ? undefined : this.queue.splice(place, 1)[0];
      if (!reading) return;
      const batch = reading.begin();
      // A seek may have dropped what was fetched.
      if (batch) this.works.set(reading.name, { reading, ended: this.workAndGoOn(reading, batch) });
    }
  }

  private async workAndGoOn(reading: PartitionReading, batch: FetchedBatch): Promise<void> {
    await this.work(reading, batch);
    this.works.delete(reading.name);
    this.workOn();
  }

  private async work(reading: PartitionReading, batch: FetchedBatch): Promise<void> {
    const { topic, partition } = reading;
    const isStale = () => this.isStopping || reading.isStale(batch);
    try {
      await this.handlers.onBatch(toLogBatch(reading, batch, isStale));
      if (!reading.isStale(batch)) this.member.commit(topic, partition, batch.next);
    } catch (error) {
      this.place.onLog?.('warn', `a batch of ${reading.name} failed, handing it out again: ${asError(error).message}`);
      await pause(waitBeforeTry(0));
      if (!isStale()) reading.seek(BigInt(batch.messages[0]!.offset));
    }
  }

  /** A handler without a sign of life holds up its partition: the others of the group shall have it. */
  private giveUpWhatHangs(): void {
    const oldest = Date.now() - this.options.sessionTimeoutMs;
    const hanging = [...this.works.values()].filter(({ reading }) => reading.aliveAt < oldest);
    if (hanging.length === 0 || this.isAway) return;
    const names = hanging.map(({ reading }) => reading.name).join(', ');
    this.place.onLog?.('error', `handlers of ${names} were silent for a session: leaving the group until they end`);
    void this.stayAway();
  }

  private async stayAway(): Promise<void> {
    this.isAway = true;
    this.loseAll();
    await this.member.leave();
    await this.allEnded();
    this.isAway = false;
    if (!this.isStopping) await this.member.join();
  }

  private async allEnded(): Promise<void> {
    await Promise.all([...this.works.values()].map(({ ended }) => ended));
  }
}

function toLogBatch(reading: PartitionReading, { messages }: FetchedBatch, isStale: () => boolean): LogBatch {
  return {
    topic: reading.topic,
    partition: reading.partition,
    messages,
    heartbeat: async () => {
      reading.aliveAt = Date.now();
    },
    isStale,
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
