/** One message to append; the value passes through unparsed. */
export interface OutgoingMessage {
  readonly key: string;
  readonly value: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** One message as read. Offsets are strings: they grow beyond 2^53. */
export interface LogMessage {
  readonly offset: string;
  readonly key: string;
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
  onBatch(batch: LogBatch): Promise<void>;
  /** The reader cannot go on by itself. */
  onFatal(error: Error): void;
}

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
