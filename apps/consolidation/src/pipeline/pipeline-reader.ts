import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InboxServer, readInboxState, type InboxState } from '@satudata/inbox';
import { LOGGER, ScopedDatabase, WHOLE_PROVINCE, type Logger } from '@satudata/service-kit';
import { CONSUMER } from '../consumer.js';
import { describePipeline, partitionName, type SourceCompleteness, type SourceFlow } from './pipeline.js';
import { PositionRates } from './position-rates.js';

const SAMPLE_MS = 5_000;

export interface Pipeline {
  readonly sources: readonly SourceFlow[];
  /** Rows waiting for step 2. */
  readonly todo: number;
  /** What stands against reading the log, one sentence each. */
  readonly complaints: readonly string[];
}

/** What flows between the sources and the store now: positions from PostgreSQL, ends from the broker. */
@Injectable()
export class PipelineReader implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly rates = new PositionRates();
  private sampling: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: ScopedDatabase,
    private readonly inbox: InboxServer,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.sampling = setInterval(() => this.sample(), SAMPLE_MS);
  }

  onModuleDestroy(): void {
    clearInterval(this.sampling);
  }

  async read(): Promise<Pipeline> {
    const [{ state, sources }, ends] = await Promise.all([this.readStore(), this.inbox.logEnds().catch(() => null)]);
    this.note(state);
    const rateOf = (partition: string) => this.rates.rateOf(partition);
    const flows = describePipeline({ positions: state.positions, ends, sources, rateOf, now: Date.now() });
    return { sources: flows, todo: state.todo, complaints: this.inbox.complaints };
  }

  private readStore(): Promise<{ state: InboxState; sources: SourceCompleteness[] }> {
    return this.database.inScope(WHOLE_PROVINCE, async (manager) => ({
      state: await readInboxState(manager, CONSUMER),
      sources: (await manager.query(
        `select source, complete_until as "completeUntil" from read.freshness`,
      )) as SourceCompleteness[],
    }));
  }

  private sample(): void {
    const positions = this.database.inScope(WHOLE_PROVINCE, (manager) => readInboxState(manager, CONSUMER));
    positions.then(
      (state) => this.note(state),
      (error: unknown) => this.logger.debug({ err: error }, 'positions could not be sampled'),
    );
  }

  private note({ positions }: InboxState): void {
    const next = new Map(positions.map((position) => [partitionName(position), BigInt(position.next)]));
    this.rates.add({ at: Date.now(), next });
  }
}
