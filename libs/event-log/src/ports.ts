import type { TopicShape } from './topic-shape.js';

/** One message to append; the value passes through unparsed. */
export interface OutgoingMessage {
  readonly key: string;
  readonly value: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** One message as read. Offsets are strings: they grow beyond 2^53. */
export interface LogMessage {
  readonly offset: string;
  /** Empty when the message has none. */
  readonly key: string;
  /** Empty when the message has none: a tombstone. */
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  /** The broker's time of appending, milliseconds since 1970. */
  readonly appendedAt: number;
}

export interface LogBatch {
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly LogMessage[];
  /** Tells the group that the work is alive; to be called between parts of a long batch. */
  heartbeat(): Promise<void>;
  /** True when the partition was taken away or the reader stops: the rest of the batch is somebody else's. */
  isStale(): boolean;
}

export interface LogReaderHandlers {
  /** The offset to read first. Asked at every assignment; the answer wins over whatever the group remembers. */
  startAt(topic: string, partition: number): Promise<string>;
  /** Batches of one partition come one after the other. One whose promise rejects is handed out again. */
  onBatch(batch: LogBatch): Promise<void>;
  /** The reader cannot go on by itself. */
  onFatal(error: Error): void;
}

export interface LogReaderOptions {
  readonly groupId: string;
  /** How many partitions may be worked on at the same moment. */
  readonly concurrency: number;
  /** A member that is silent for so long loses its partitions to the others. */
  readonly sessionTimeoutMs: number;
}

/** Reads whole batches as a group member. Positions are the handlers'; what the group stores serves lag tools only. */
export interface LogReader {
  start(topics: readonly string[], handlers: LogReaderHandlers): Promise<void>;
  seek(topic: string, partition: number, offset: string): void;
  stop(): Promise<void>;
}

export interface LogWriter {
  connect(): Promise<void>;
  /** Appends in the order given per key; resolves when every replica in sync has all of it. */
  append(topic: string, messages: readonly OutgoingMessage[]): Promise<void>;
  close(): Promise<void>;
}

export interface PartitionEnd {
  readonly topic: string;
  readonly partition: number;
  /** The offset the next message will get. */
  readonly next: string;
}

export interface TopicIdentity {
  readonly topic: string;
  /** Given by the cluster when the topic was made; one that was made anew under the same name has another. */
  readonly id: string;
  readonly partitions: number;
}

export interface LogIdentity {
  readonly clusterId: string;
  /** Topics that do not exist are left out. */
  readonly topics: readonly TopicIdentity[];
}

export interface TopicAdmin {
  /** Creates what is missing; existing topics stay as they are. */
  ensureTopics(topics: readonly string[], shape: TopicShape): Promise<void>;
  /** The differences between the topics as they are and as they must be, one sentence each; empty when all is well. */
  differences(topics: readonly string[]): Promise<string[]>;
  endOffsets(topic: string): Promise<PartitionEnd[]>;
  /** By what positions are bound to one life of a topic: offsets of another one mean nothing. */
  identities(topics: readonly string[]): Promise<LogIdentity>;
  /** Removes a group without members, and what it remembers. */
  forgetGroup(groupId: string): Promise<void>;
  close(): Promise<void>;
}

/** A connected log, whichever client stands behind it. */
export interface Log {
  reader(options: LogReaderOptions): LogReader;
  writer(): LogWriter;
  /** @throws when the broker is away */
  admin(): Promise<TopicAdmin>;
}
