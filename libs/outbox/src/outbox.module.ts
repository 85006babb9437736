import {
  Inject,
  Injectable,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { TOPICS, type SourceName } from '@satudata/contracts';
import { connectKafka, KafkaLogWriter, TopicAdmin } from '@satudata/event-log';
import {
  EventServiceConfig,
  LOGGER,
  Readiness,
  ScopedDatabase,
  ServiceConfig,
  WHOLE_PROVINCE,
  type Logger,
} from '@satudata/service-kit';
import { Gauge, register } from 'prom-client';
import type { EntityManager } from 'typeorm';
import { publish } from './change-log/publish.js';
import type { BusinessChange, PublishContext } from './change-log/source-event.js';
import { backlog } from './relay/queue.js';
import { Relay } from './relay/relay.js';

const SOURCE = Symbol('source');
const BACKLOG = 'satudata_outbox_backlog';
/** Rounds that may fail before the service calls itself not ready: about ten seconds without a broker. */
const FAILURES_TOLERATED = 8;

/** How a source says what it decided. */
@Injectable()
export class Outbox implements OnApplicationBootstrap, OnModuleDestroy {
  private relay: Relay | undefined;
  private close: (() => Promise<void>) | undefined;

  constructor(
    @Inject(SOURCE) private readonly source: SourceName,
    @Inject(ServiceConfig) private readonly config: EventServiceConfig,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: ScopedDatabase,
    private readonly readiness: Readiness,
  ) {}

  /** Part of the caller's transaction; call `wake` once it is committed. */
  async publish(manager: EntityManager, changes: readonly BusinessChange[], context: PublishContext): Promise<void> {
    await publish(manager, this.source, changes, context);
  }

  wake(): void {
    this.relay?.wake();
  }

  async onApplicationBootstrap(): Promise<void> {
    const onLog = (level: 'error' | 'warn', message: string) => this.logger[level]({ part: 'kafka' }, message);
    const kafka = connectKafka({ brokers: this.config.KAFKA_BROKERS, clientId: this.source, onLog });
    const admin = await TopicAdmin.connect(kafka);
    await this.assertTopics(admin);
    const writer = new KafkaLogWriter(kafka);
    await writer.connect();
    const relay = new Relay({ source: this.source, database: this.database, writer, admin, logger: this.logger });
    this.relay = relay;
    this.close = async () => {
      await relay.stop();
      await Promise.all([writer.close(), admin.close()]);
    };
    this.readiness.add('relay', () => {
      if (relay.failing > FAILURES_TOLERATED) throw new Error('relay keeps failing');
    });
    this.measureBacklog();
    relay.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.close?.();
  }

  private async assertTopics(admin: TopicAdmin): Promise<void> {
    const topics = TOPICS.filter((entry) => entry.source === this.source).map((entry) => entry.topic);
    const differences = await admin.differences(topics);
    if (differences.length > 0) throw new Error(differences.join('; '));
  }

  private measureBacklog(): void {
    const { database } = this;
    register.removeSingleMetric(BACKLOG);
    new Gauge({
      name: BACKLOG,
      help: 'Changes recorded and not yet acknowledged by the broker',
      async collect() {
        this.set(await database.inScope(WHOLE_PROVINCE, backlog));
      },
    });
  }
}

@Module({})
export class OutboxModule {
  static forSource(source: SourceName): DynamicModule {
    return {
      module: OutboxModule,
      global: true,
      providers: [{ provide: SOURCE, useValue: source }, Outbox],
      exports: [Outbox],
    };
  }
}
