import type { OutgoingMessage } from '@satudata/event-log';
import type { QueuedMessage } from './queue.js';

/** Framing of one message in a batch, generously. */
const OVERHEAD_BYTES = 200;

/** The messages of each topic in their order, in batches of at most `limit` bytes; one that is larger goes alone. */
export function appendsOf(messages: readonly QueuedMessage[], limit: number): Map<string, OutgoingMessage[][]> {
  const topics = new Map<string, OutgoingMessage[][]>();
  const room = new Map<string, number>();
  for (const message of messages) {
    const { topic } = message;
    const left = (room.get(topic) ?? 0) - sizeOf(message);
    const batches = topics.get(topic) ?? [];
    if (batches.length === 0) topics.set(topic, batches);
    if (left < 0) batches.push([]);
    batches.at(-1)?.push(toOutgoing(message));
    room.set(topic, left < 0 ? limit - sizeOf(message) : left);
  }
  return topics;
}

function sizeOf({ key, value, headers }: QueuedMessage): number {
  return OVERHEAD_BYTES + key.length + headers.length + Buffer.byteLength(value);
}

function toOutgoing({ key, value, headers }: QueuedMessage): OutgoingMessage {
  return { key, value, headers: JSON.parse(headers) as Record<string, string> };
}
