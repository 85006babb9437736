import { TOPICS, type SourceName } from '@satudata/contracts';
import { connectKafka, type KafkaClient, type TopicAdmin } from '@satudata/event-log';
import type { Logger, ScopedDatabase } from '@satudata/service-kit';
import { Relay } from './relay.js';

export interface RelayOptions {
  readonly source: SourceName;
  readonly brokers: readonly string[];
  readonly client: KafkaClient | undefined;
  readonly database: ScopedDatabase;
  readonly logger: Logger;
  readonly leaseMs: number;
}

export interface OpenRelay {
  readonly relay: Relay;
  close(): Promise<void>;
}

/** The topics are not what a change log needs: waiting does not mend that. */
export class TopicsUnfit extends Error {
  override readonly name = 'TopicsUnfit';
}

/** Connects to the broker and starts sending. @throws when the broker is away, or TopicsUnfit */
export async function openRelay({ brokers, client, ...parts }: RelayOptions): Promise<OpenRelay> {
  const { source, logger } = parts;
  const onLog = (level: 'error' | 'warn', message: string) => logger[level]({ part: 'kafka' }, message);
  const kafka = connectKafka({ brokers, client, clientId: source, onLog });
  const admin = await kafka.admin();
  const writer = kafka.writer();
  const close = async () => void (await Promise.all([writer.close(), admin.close()]));
  try {
    await requireTopics(admin, source);
    await writer.connect();
  } catch (error) {
    await close();
    throw error;
  }
  const relay = new Relay({ ...parts, writer, admin });
  relay.start();
  return { relay, close: () => relay.stop().then(close) };
}

async function requireTopics(admin: TopicAdmin, source: SourceName): Promise<void> {
  const topics = TOPICS.filter((entry) => entry.source === source).map((entry) => entry.topic);
  const differences = await admin.differences(topics);
  if (differences.length > 0) throw new TopicsUnfit(differences.join('; '));
}
