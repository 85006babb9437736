import type { LogIdentity } from '@satudata/event-log';
import { WHOLE_PROVINCE, type Logger, type ScopedDatabase } from '@satudata/service-kit';
import { beyondTheEnd, type PartitionNext } from './beyond-the-end.js';
import { grown, knownTopics, noteTopics, otherLives } from './known-topics.js';
import { readInboxState } from './read-positions.js';

export interface LogCheckParts {
  readonly consumer: string;
  readonly database: ScopedDatabase;
  readonly logger: Logger;
  /** What is wrong with these topics, one sentence each; rejects while the broker is away. */
  readonly topicDifferences: (topics: readonly string[]) => Promise<string[]>;
  /** The offset that each partition of these topics will give next; rejects while the broker is away. */
  readonly logEnds: (topics: readonly string[]) => Promise<PartitionNext[]>;
  /** Which topics these are, beyond their names; rejects while the broker is away. */
  readonly identities: (topics: readonly string[]) => Promise<LogIdentity>;
}

/** Whether the log is the one that the positions belong to. Each method rejects while broker or database are away. */
export class LogCheck {
  constructor(private readonly parts: LogCheckParts) {}

  /** What stands against reading on from the positions, one sentence each; binds the positions when nothing does. */
  async beforeReading(topics: readonly string[]): Promise<string[]> {
    const differences = await this.parts.topicDifferences(topics);
    if (differences.length > 0) return differences;
    const found = await this.parts.identities(topics);
    const complaints = [...(await this.strangers(topics, found)), ...(await this.lostEnds(topics))];
    if (complaints.length === 0) await this.note(found);
    return complaints;
  }

  /** The same while reading: a topic may be made anew under a reader that notices nothing. */
  async whileReading(topics: readonly string[]): Promise<string[]> {
    const found = await this.parts.identities(topics);
    const complaints = await this.strangers(topics, found);
    if (complaints.length === 0) await this.note(found);
    return complaints;
  }

  private async strangers(topics: readonly string[], found: LogIdentity): Promise<string[]> {
    const known = await this.inScope((manager) => knownTopics(manager, topics));
    for (const sentence of grown(known, found)) this.parts.logger.warn(sentence);
    return otherLives(known, found);
  }

  private async lostEnds(topics: readonly string[]): Promise<string[]> {
    const { positions } = await this.inScope((manager) => readInboxState(manager, this.parts.consumer));
    const read = positions.filter(({ topic }) => topics.includes(topic));
    return read.length > 0 ? beyondTheEnd(read, await this.parts.logEnds(topics)) : [];
  }

  private note(found: LogIdentity): Promise<void> {
    return this.inScope((manager) => noteTopics(manager, found));
  }

  private inScope<T>(work: Parameters<typeof this.parts.database.inScope<T>>[1]): Promise<T> {
    return this.parts.database.inScope(WHOLE_PROVINCE, work);
  }
}
