import {
  Inject,
  Injectable,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import type { SourceName } from '@satudata/contracts';
import {
  LOGGER,
  Readiness,
  ScopedDatabase,
  ServiceConfig,
  SourceServiceConfig,
  WHOLE_PROVINCE,
  type Logger,
} from '@satudata/service-kit';
import { Gauge, register } from 'prom-client';
import type { EntityManager } from 'typeorm';
import { Room } from './backpressure/room.js';
import { publish } from './change-log/publish.js';
import type { BusinessChange, PublishContext } from './change-log/source-event.js';
import { backlog } from './relay/queue.js';
import { Bell } from './relay/bell.js';
import { openRelay, TopicsUnfit, type OpenRelay } from './relay/open-relay.js';

const SOURCE = Symbol('source');
const BACKLOG = 'satudata_outbox_backlog';
const FAILING = 'satudata_relay_failing_rounds';
/** Rounds that may fail before the service calls itself not ready: about ten seconds without a broker. */
const FAILURES_TOLERATED = 8;
const RETRY_MS = 1_000;

/** How a source says what it decided. */
@Injectable()
export class Outbox implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly bell = new Bell();
  private open: OpenRelay | undefined;
  private stopping = false;
  readonly room: Room;

  constructor(
    @Inject(SOURCE) private readonly source: SourceName,
    @Inject(ServiceConfig) private readonly config: SourceServiceConfig,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: ScopedDatabase,
    private readonly readiness: Readiness,
  ) {
    this.room = new Room(config.OUTBOX_LIMIT, database, logger);
  }

  /** Part of the caller's transaction; call `wake` once it is committed. */
  async publish(manager: EntityManager, changes: readonly BusinessChange[], context: PublishContext): Promise<void> {
    await publish(manager, this.source, changes, context);
  }

  wake(): void {
    this.open?.relay.wake();
  }

  onApplicationBootstrap(): void {
    this.readiness.add('relay', () => {
      if (!this.open || this.open.relay.failing > FAILURES_TOLERATED) throw new Error('relay does not send');
    });
    this.measureBacklog();
    this.room.startCounting();
    void this.openPatiently();
  }

  async onModuleDestroy(): Promise<void> {
    // An attempt to reach the broker may outlast the time there is to leave; it owns nothing that must be given back.
    this.stopping = true;
    this.room.stopCounting();
    this.bell.ring();
    await this.open?.close();
  }

  /** While the broker is away records are taken all the same: keeping them until then is what an outbox is for. */
  private async openPatiently(): Promise<void> {
    const { source, database, logger } = this;
    const { KAFKA_BROKERS: brokers, KAFKA_CLIENT: client, RELAY_LEASE_MS: leaseMs } = this.config;
    while (!this.stopping && !this.open) {
      try {
        this.open = await openRelay({ source, brokers, client, leaseMs, database, logger });
      } catch (error) {
        if (error instanceof TopicsUnfit) this.giveUp(error);
        logger.warn({ err: error }, 'the broker is away, trying again');
        await this.bell.wait(RETRY_MS);
      }
    }
  }

  private giveUp(error: TopicsUnfit): never {
    process.stderr.write(`${this.source}: ${error.message}\n`);
    process.exit(1);
  }

  private measureBacklog(): void {
    const { database, logger } = this;
    const failing = () => this.open?.relay.failing;
    for (const name of [BACKLOG, FAILING]) register.removeSingleMetric(name);
    new Gauge({
      name: BACKLOG,
      help: 'Changes recorded and not yet acknowledged by the broker',
      async collect() {
        this.remove();
        try {
          this.set(await database.inScope(WHOLE_PROVINCE, backlog));
        } catch (error) {
          // Whoever watches wants the other metrics most when the database is away.
          logger.warn({ err: error }, 'the backlog could not be counted for metrics');
        }
      },
    });
    new Gauge({
      name: FAILING,
      help: 'Rounds of the relay that failed in a row; 0 when all is well, absent until the broker was reached once',
      collect() {
        this.remove();
        const rounds = failing();
        if (rounds !== undefined) this.set(rounds);
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
