import { InboxServer, type InboxParts } from '@satudata/inbox';
import { createLogger, type ScopedDatabase } from '@satudata/service-kit';
import { CONSUMER } from '../consumer.js';
import { projectionOf, TOPICS_READ } from '../projections.js';
import { stepTwo } from '../step-two.js';

/** The live inbox of the store behind any log, for specifications. */
export function hearLive(
  log: Pick<InboxParts, 'reader' | 'readStretch' | 'identities'>,
  database: ScopedDatabase,
): InboxServer {
  const inbox = new InboxServer({
    consumer: CONSUMER,
    database,
    ...log,
    tasks: stepTwo,
    logger: createLogger('told-store', 'warn'),
    attemptWithinMs: 60_000,
    topicDifferences: () => Promise.resolve([]),
    logEnds: () => Promise.resolve([]),
    onFatal: (error) => {
      throw error;
    },
  });
  for (const topic of TOPICS_READ) inbox.addHandler(topic, () => Promise.resolve(projectionOf(topic)), true);
  inbox.listen(() => undefined);
  return inbox;
}
