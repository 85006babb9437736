import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { broken, type SourceName } from '@satudata/contracts';
import { errorFacts, LOGGER, Problem, ScopedDatabase, WHOLE_PROVINCE, type Logger } from '@satudata/service-kit';
import { Outbox } from '../outbox.module.js';
import { Bell } from '../relay/bell.js';
import { examineSource, type SourceExamination } from './examine.js';
import { findSuspects, type Suspects } from './find-suspects.js';
import { foldChanges } from './fold-changes.js';
import type { OwnTable } from './own-table.js';
import { restate, type Correction, type Restated, type RestateOrder } from './restate.js';
import { idRange } from './scan-ranges.js';

export const RECONCILED_SOURCE = Symbol('reconciled source');
export const OWN_TABLES = Symbol('own tables');
const PERIOD_MS = 2_000;

/** The source's side of a reconciliation: its sums, kept up to date after the fact, its scan, and its repairs. */
@Injectable()
export class SourceReconciliation implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly bell = new Bell();
  private stopping = false;
  private running: Promise<void> | undefined;

  constructor(
    @Inject(RECONCILED_SOURCE) readonly source: SourceName,
    @Inject(OWN_TABLES) private readonly tables: readonly OwnTable[],
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: ScopedDatabase,
    private readonly outbox: Outbox,
  ) {}

  get entities(): string[] {
    return this.tables.map(({ entity }) => entity);
  }

  onApplicationBootstrap(): void {
    this.running = this.keepSums();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    this.bell.ring();
    await this.running;
  }

  suspects(entity: string, range: number): Promise<Suspects> {
    const table = this.tableOf(entity);
    return this.database.inScope(WHOLE_PROVINCE, (manager) =>
      findSuspects(manager, this.source, table, idRange(range)),
    );
  }

  examine(entity: string, ids: readonly string[]): Promise<SourceExamination> {
    const table = this.tableOf(entity);
    return this.database.inScope(WHOLE_PROVINCE, (manager) => examineSource(manager, table, ids));
  }

  async restate(entity: string, corrections: readonly Correction[], order: RestateOrder): Promise<Restated[]> {
    const table = this.tableOf(entity);
    const restated = await this.database.inScope(WHOLE_PROVINCE, (manager) =>
      restate(manager, this.source, table, corrections, order),
    );
    this.outbox.wake();
    return restated;
  }

  private tableOf(entity: string): OwnTable {
    const table = this.tables.find((own) => own.entity === entity);
    if (!table) throw new Problem('invalid-record', { errors: [broken('/entity', 'code.list')] });
    return table;
  }

  private async keepSums(): Promise<void> {
    while (!this.stopping) {
      const more = await this.database
        .inScope(WHOLE_PROVINCE, (manager) => foldChanges(manager, this.source, this.entities))
        .catch((error: unknown) => {
          this.logger.warn({ err: errorFacts(error) }, 'sums for reconciliation wait, trying again');
          return false;
        });
      if (!more) await this.bell.wait(PERIOD_MS);
    }
  }
}
