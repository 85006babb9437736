import type { Logger, ScopedDatabase } from '@satudata/service-kit';
import type { Projection } from '../events/projection.js';
import { openInbox, type KafkaConfig } from '../inbox.module.js';
import type { PartitionNext } from '../position/beyond-the-end.js';
import type { TodoTask } from '../todo/todo-worker.js';
import type { InboxServer } from '../transport/inbox-server.js';
import { BoundedReader } from './bounded-reader.js';

export interface ReplayParts {
  /** Name under which the replay keeps its own positions, parked events and todo rows. */
  readonly consumer: string;
  readonly projections: ReadonlyMap<string, Projection>;
  readonly tasks: Readonly<Record<string, TodoTask>>;
  readonly config: KafkaConfig;
  readonly database: ScopedDatabase;
  readonly logger: Logger;
}

/**
 * Hears the log once more, beside the consumer that hears it live: the same inbox under a name of its own, so it is
 * resumed where it was and parks what cannot be applied. It never reads past the bound, which may be moved.
 */
export class Replay {
  private readonly inbox: InboxServer;
  private reader!: BoundedReader;
  private failure: Error | undefined;

  private constructor(parts: ReplayParts) {
    const onFatal = (error: Error) => (this.failure = error);
    this.inbox = openInbox({ ...parts, onFatal }, (reader) => (this.reader = new BoundedReader(reader)));
  }

  static start(parts: ReplayParts): Replay {
    const replay = new Replay(parts);
    for (const [topic, projection] of parts.projections) {
      replay.inbox.addHandler(topic, () => Promise.resolve(projection), true);
    }
    replay.inbox.listen(() => undefined);
    return replay;
  }

  /** Partitions that are not named are not read. */
  moveBound(bounds: readonly PartitionNext[]): void {
    this.reader.moveBound(bounds);
  }

  /** @throws Error that ended the replay: it cannot go on by itself */
  assertGoing(): void {
    if (this.failure) throw this.failure;
  }

  stop(): Promise<void> {
    return this.inbox.close();
  }
}
