import type { OutgoingMessage } from '@satudata/event-log';
import type { QueuedMessage } from './queue.js';

/** Framing of one message in a batch, generously. */
const OVERHEAD_BYTES = 100;

/** The messages of each topic, in their order. */
export function byTopic(messages: readonly QueuedMessage[]): Map<string, OutgoingMessage[]> {
  const topics = new Map<string, OutgoingMessage[]>();
  for (const { topic, key, headers, value } of messages) {
    const list = topics.get(topic) ?? [];
    if (list.length === 0) topics.set(topic, list);
    list.push({ key, value, headers: JSON.parse(headers) as Record<string, string> });
  }
  return topics;
}

/** Cuts a list into batches of at most `limit` bytes; a message that is larger goes alone. */
export function withinBytes(messages: readonly OutgoingMessage[], limit: number): OutgoingMessage[][] {
  const batches: OutgoingMessage[][] = [];
  let room = 0;
  for (const message of messages) {
    const size = sizeOf(message);
    if (size > room || batches.length === 0) {
      batches.push([]);
      room = limit;
    }
    batches.at(-1)?.push(message);
    room -= size;
  }
  return batches;
}

function sizeOf({ key, value, headers }: OutgoingMessage): number {
  const texts = [key, ...Object.entries(headers).flat()].reduce((sum, text) => sum + text.length, 0);
  return OVERHEAD_BYTES + texts + Buffer.byteLength(value);
}
