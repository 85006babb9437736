import { connectKafka, type TopicAdmin } from '@satudata/event-log';
import { connectDatabase, createLogger } from '@satudata/service-kit';
import type { Projection } from '../events/projection.js';
import { InboxServer } from '../transport/inbox-server.js';

export interface MemberPlace {
  /** Also the name of the consumer and of its group. */
  readonly topic: string;
  readonly databaseUrl: string;
  readonly brokers: readonly string[];
  readonly admin: TopicAdmin;
}

export interface Member {
  readonly inbox: InboxServer;
  readonly fatal: Error[];
  leave(): Promise<void>;
}

/** A service that hears one topic on a real broker, for specifications. */
export async function joinGroup(place: MemberPlace, projection: Projection, sessionTimeoutMs: number): Promise<Member> {
  const { topic, admin } = place;
  const database = await connectDatabase({
    url: place.databaseUrl,
    applicationName: 'told-member',
    poolSize: 4,
    onError: () => undefined,
  });
  const fatal: Error[] = [];
  const kafka = connectKafka({ brokers: place.brokers, clientId: 'told-member' });
  const inbox = new InboxServer({
    consumer: topic,
    database,
    reader: kafka.reader({ groupId: topic, concurrency: 3, sessionTimeoutMs }),
    tasks: {},
    logger: createLogger('told-member', 'fatal'),
    attemptWithinMs: sessionTimeoutMs,
    identities: (topics) => admin.identities(topics),
    topicDifferences: (topics) => admin.differences(topics),
    logEnds: () => admin.endOffsets(topic),
    readStretch: () => Promise.reject(new Error('nothing is retried here')),
    onFatal: (error) => fatal.push(error),
  });
  inbox.addHandler(topic, () => Promise.resolve(projection), true);
  inbox.listen(() => undefined);
  return { inbox, fatal, leave: async () => void (await inbox.close(), await database.close()) };
}
