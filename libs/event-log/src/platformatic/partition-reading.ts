import type { LogMessage } from '../ports.js';
import type { DecodedRecords } from './decode-records.js';
import type { FetchPlace } from './fetcher.js';

export interface FetchedBatch {
  readonly messages: readonly LogMessage[];
  /** The offset behind it. */
  readonly next: bigint;
  /** How many seeks there had been: another one makes it stale. */
  readonly edition: number;
}

const MISSED_WAIT_MS = 500;

/** One partition during one assignment: what to fetch next, what is fetched, what is worked on. */
export class PartitionReading {
  private next: bigint | undefined;
  private edition = 0;
  private fetched: FetchedBatch | undefined;
  private isLost = false;
  private misses = 0;
  private notBefore = 0;
  /** When the last work begun showed its last sign of life, milliseconds since 1970. */
  aliveAt = 0;

  constructor(
    readonly topic: string,
    readonly partition: number,
  ) {}

  get name(): string {
    return `${this.topic}/${this.partition}`;
  }

  get fetchedBytes(): number {
    return this.fetched?.messages.reduce((sum, { value }) => sum + value.length, 0) ?? 0;
  }

  /** Where to fetch; undefined while there is something fetched, or while nobody has said where to start. */
  wanted(): (FetchPlace & { reading: PartitionReading }) | undefined {
    const { topic, partition, next } = this;
    if (this.isLost || this.fetched || next === undefined || Date.now() < this.notBefore) return undefined;
    return { topic, partition, from: next, reading: this };
  }

  /** Takes the answer of the handlers, unless a seek was faster. */
  startAt(offset: bigint): void {
    this.next ??= offset;
  }

  seek(offset: bigint): void {
    this.edition += 1;
    this.next = offset;
    this.fetched = undefined;
  }

  lose(): void {
    this.isLost = true;
    this.fetched = undefined;
  }

  /** True when there is something to work on now. An answer to what is no longer wanted, or came already, is dropped. */
  take({ messages, next }: DecodedRecords, from: bigint): boolean {
    if (this.isLost || from !== this.next) return false;
    this.misses = 0;
    this.next = next;
    if (messages.length > 0) this.fetched = { messages, next, edition: this.edition };
    return messages.length > 0;
  }

  /** The log did not hold the offset wanted. Answers how often in a row. */
  miss(): number {
    this.misses += 1;
    this.notBefore = Date.now() + MISSED_WAIT_MS;
    return this.misses;
  }

  begin(): FetchedBatch | undefined {
    const batch = this.fetched;
    this.fetched = undefined;
    if (batch) this.aliveAt = Date.now();
    return batch;
  }

  isStale({ edition }: FetchedBatch): boolean {
    return this.isLost || edition !== this.edition;
  }
}
