import type { LogBatch } from '@satudata/event-log';

/** Seeks may cross with a batch a few times; a gap that stays is a hole in the log. */
const MOST_SEEKS = 20;

/** The log has lost what was not applied yet. */
export class EventsGone extends Error {
  override readonly name = 'EventsGone';
}

/** Tells a gap that a seek closes from messages that the log no longer has. */
export class GapWatch {
  private readonly seeks = new Map<string, number>();

  closed(batch: LogBatch): void {
    this.seeks.delete(nameOf(batch));
  }

  /** @throws EventsGone when seeking does not help: going on would lose events without a word */
  opened(batch: LogBatch, readFrom: bigint): void {
    const count = (this.seeks.get(nameOf(batch)) ?? 0) + 1;
    this.seeks.set(nameOf(batch), count);
    if (count > MOST_SEEKS) {
      throw new EventsGone(
        `${nameOf(batch)} no longer holds offset ${readFrom}: events that were not applied are gone`,
      );
    }
  }
}

function nameOf({ topic, partition }: LogBatch): string {
  return `${topic}/${partition}`;
}
