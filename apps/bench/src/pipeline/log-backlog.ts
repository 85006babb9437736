import { connectKafka } from '@satudata/event-log';
import type { InventedEvent } from './invented-events.js';

/** Few enough for the broker's limit of 1 MB, were all of them for one partition. */
const APPEND = 500;

/** Appends events to the log as a relay would, from memory. */
export async function appendToLog(brokers: readonly string[], events: readonly InventedEvent[]): Promise<void> {
  const writer = connectKafka({ brokers, clientId: 'bench' }).writer();
  await writer.connect();
  try {
    for (let at = 0; at < events.length; at += APPEND) {
      const part = events.slice(at, at + APPEND);
      for (const [topic, messages] of byTopic(part)) await writer.append(topic, messages);
    }
  } finally {
    await writer.close();
  }
}

function byTopic(events: readonly InventedEvent[]): Map<string, InventedEvent[]> {
  const topics = new Map<string, InventedEvent[]>();
  for (const event of events) {
    const messages = topics.get(event.topic) ?? [];
    messages.push(event);
    topics.set(event.topic, messages);
  }
  return topics;
}
