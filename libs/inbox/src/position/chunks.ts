import type { LogMessage } from '@satudata/event-log';

/** What one transaction takes: more gains nothing per event, and holds memory and locks for longer. */
const MOST_MESSAGES = 2_000;
const MOST_BYTES = 4 * 1024 * 1024;

/** Cuts a batch into parts that one transaction each can take; a larger single message is a part of its own. */
export function* chunksOf(messages: readonly LogMessage[]): Generator<readonly LogMessage[]> {
  let start = 0;
  let bytes = 0;
  for (const [index, message] of messages.entries()) {
    const isFull = index - start >= MOST_MESSAGES || (index > start && bytes + message.value.length > MOST_BYTES);
    if (isFull) {
      yield messages.slice(start, index);
      start = index;
      bytes = 0;
    }
    bytes += message.value.length;
  }
  if (start < messages.length) yield messages.slice(start);
}
