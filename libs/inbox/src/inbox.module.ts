import { Module, type DynamicModule, type INestApplication } from '@nestjs/common';
import { connectKafka, readStretches, type TopicAdmin } from '@satudata/event-log';
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

/** Partitions applied at the same moment: two connections already keep two processors of PostgreSQL busy. */
const CONCURRENCY = 4;

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
            const server = createServer(options, config, database, logger);
            readiness.add('inbox', () => server.assertReading());
            return server;
          },
        },
      ],
      exports: [InboxServer],
    };
  }
}

function createServer(
  options: InboxOptions,
  config: EventServiceConfig,
  database: ScopedDatabase,
  logger: Logger,
): InboxServer {
  const onLog = (level: 'error' | 'warn', message: string) => logger[level]({ part: 'kafka' }, message);
  const kafka = connectKafka({ brokers: config.KAFKA_BROKERS, clientId: options.consumer, onLog });
  return new InboxServer({
    ...options,
    database,
    logger,
    reader: kafka.reader({
      groupId: options.consumer,
      concurrency: CONCURRENCY,
      sessionTimeoutMs: config.KAFKA_SESSION_TIMEOUT_MS,
    }),
    topicDifferences: (topics) => withAdmin(kafka, (admin) => admin.differences(topics)),
    logEnds: (topics) =>
      withAdmin(kafka, async (admin) => (await Promise.all(topics.map((topic) => admin.endOffsets(topic)))).flat()),
    readStretch: (stretch, onMessage) => readStretches(kafka, stretch.topic, [stretch], onMessage),
    onFatal: (error) => {
      logger.fatal({ err: error }, 'the inbox cannot go on');
      process.exit(1);
    },
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
