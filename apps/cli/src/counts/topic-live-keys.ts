import { connectKafka, decodeEvent, readTopic } from '@satudata/event-log';
import type { CountedEntity } from './counted-entities.js';

/** Distinct keys whose last event, reading the whole topic from offset 0, leaves a live record. */
export async function topicLiveKeys(brokers: readonly string[], { topic, isLive }: CountedEntity): Promise<number> {
  const live = new Set<string>();
  await readTopic(connectKafka({ brokers, clientId: 'satudata-status' }), topic, (message) => {
    const { value } = decodeEvent(message);
    if (value.deleted !== true && isLive(value.record as { status?: string })) live.add(message.key);
    else live.delete(message.key);
  });
  return live.size;
}
