import { Module, type DynamicModule, type INestApplication } from '@nestjs/common';
import { connectKafka, readStretches, type LogReader, type TopicAdmin } from '@satudata/event-log';
import {
  LOGGER,
  Readiness,
  ScopedDatabase,
  ServiceConfig,
  type EventServiceConfig,
  type Logger,
} from '@satudata/service-kit';
import type { TodoTask } from './todo/todo-worker.js';
import { InboxServer } from './transport/inbox-server.js';

export interface InboxOptions {
  /** Name under which positions are kept; also the group that lag tools see. */
  readonly consumer: string;
  /** Step 2 by kind of todo, worked in this order. */
  readonly tasks: Readonly<Record<string, TodoTask>>;
}

/** Partitions handed out at the same moment, so that few transactions take what many of them bring. */
const CONCURRENCY = 64;

@Module({})
export class InboxModule {
  static forConsumer(options: InboxOptions): DynamicModule {
    return {
      module: InboxModule,
      providers: [
        {
          provide: InboxServer,
          inject: [ServiceConfig, ScopedDatabase, LOGGER, Readiness],
          useFactory: (
            config: EventServiceConfig,
            database: ScopedDatabase,
            logger: Logger,
            readiness: Readiness,
          ): InboxServer => {
            const server = openInbox({
              ...options,
              config,
              database,
              logger,
              onFatal: (error) => {
                logger.fatal({ err: error }, 'the inbox cannot go on');
                process.exit(1);
              },
            });
            readiness.add('inbox', () => server.assertReading());
            return server;
          },
        },
      ],
      exports: [InboxServer],
    };
  }
}

export interface InboxSurroundings extends InboxOptions {
  readonly config: KafkaConfig;
  readonly database: ScopedDatabase;
  readonly logger: Logger;
  readonly onFatal: (error: Error) => void;
}

/** How Kafka is reached, of any process that hears events. */
export type KafkaConfig = Pick<EventServiceConfig, 'KAFKA_BROKERS' | 'KAFKA_CLIENT' | 'KAFKA_SESSION_TIMEOUT_MS'>;

/** @param around what stands between the log and the inbox, nothing by default */
export function openInbox(
  { config, ...parts }: InboxSurroundings,
  around: (reader: LogReader) => LogReader = (reader) => reader,
): InboxServer {
  const onLog = (level: 'error' | 'warn', message: string) => parts.logger[level]({ part: 'kafka' }, message);
  const kafka = connectKafka({
    brokers: config.KAFKA_BROKERS,
    client: config.KAFKA_CLIENT,
    clientId: parts.consumer,
    onLog,
  });
  const reader = kafka.reader({
    groupId: parts.consumer,
    concurrency: CONCURRENCY,
    sessionTimeoutMs: config.KAFKA_SESSION_TIMEOUT_MS,
  });
  return new InboxServer({
    ...parts,
    reader: around(reader),
    attemptWithinMs: config.KAFKA_SESSION_TIMEOUT_MS,
    identities: (topics) => withAdmin(kafka, (admin) => admin.identities(topics)),
    topicDifferences: (topics) => withAdmin(kafka, (admin) => admin.differences(topics)),
    logEnds: (topics) =>
      withAdmin(kafka, async (admin) => (await Promise.all(topics.map((topic) => admin.endOffsets(topic)))).flat()),
    readStretch: (stretch, onMessage) => readStretches(kafka, stretch.topic, [stretch], onMessage),
  });
}

async function withAdmin<T>(
  kafka: ReturnType<typeof connectKafka>,
  ask: (admin: TopicAdmin) => Promise<T>,
): Promise<T> {
  const admin = await kafka.admin();
  return ask(admin).finally(() => admin.close());
}

/**
 * Starts hearing; to be called on the created application. The application is initialised first, since reading must
 * not begin before the modules are ready.
 */
export async function hearEvents(app: INestApplication): Promise<void> {
  app.connectMicroservice({ strategy: app.get(InboxServer) });
  await app.init();
  await app.startAllMicroservices();
}
