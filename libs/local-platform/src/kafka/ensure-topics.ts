import { TOPICS } from '@satudata/contracts';
import { TopicAdmin, connectKafka } from '@satudata/event-log';
import type { TopicShape } from '@satudata/event-log';

/**
 * Creates the topics of the contracts that are missing and returns all their names.
 * @throws Error when one that exists is not as it must be
 */
export async function ensureTopics(brokers: readonly string[], shape: TopicShape): Promise<string[]> {
  const names = TOPICS.map(({ topic }) => topic);
  const admin = await TopicAdmin.connect(connectKafka({ brokers, clientId: 'local-platform' }));
  try {
    await admin.ensureTopics(names, shape);
    const differences = await admin.differences(names);
    if (differences.length > 0) throw new Error(differences.join('; '));
    return names;
  } finally {
    await admin.close();
  }
}
