import { TOPICS } from '@satudata/contracts';
import { connectKafka } from '@satudata/event-log';
import type { TopicShape } from '@satudata/event-log';
import { brokersAway, topicsDiffer, topicsRefused } from '../failures.js';

/**
 * Creates the topics of the contracts that are missing and returns all their names.
 * @throws PlatformFailure when no broker answers, one refuses, or a topic that exists is not as it must be
 */
export async function ensureTopics(brokers: readonly string[], shape: TopicShape): Promise<string[]> {
  const names = TOPICS.map(({ topic }) => topic);
  const kafka = connectKafka({ brokers, clientId: 'local-platform' });
  const admin = await kafka.admin().catch(() => Promise.reject(brokersAway()));
  try {
    await admin.ensureTopics(names, shape).catch((error: Error) => Promise.reject(topicsRefused(error.message)));
    const differences = await admin.differences(names);
    if (differences.length > 0) throw topicsDiffer(differences);
    return names;
  } finally {
    await admin.close();
  }
}
