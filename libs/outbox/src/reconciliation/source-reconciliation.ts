import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { broken, type SourceName } from '@satudata/contracts';
import {
  errorFacts,
  LOGGER,
  Problem,
  ScopedDatabase,
  WHOLE_PROVINCE,
  type Logger,
  type Scope,
} from '@satudata/service-kit';
import { Outbox } from '../outbox.module.js';
import { Bell } from '../relay/bell.js';
import { examineSource, type SourceExamination } from './examine.js';
import { foldChanges } from './fold-changes.js';
import { judgedAtSource } from './judge-source.js';
import type { OwnTable } from './own-table.js';
import type { ReconciledSide } from './reconciled-side.js';
import { restate, type Correction, type Restated, type RestateOrder } from './restate.js';

export const RECONCILED_SOURCE = Symbol('reconciled source');
export const OWN_TABLES = Symbol('own tables');
const PERIOD_MS = 2_000;

/** The source's side of a reconciliation: its sums, kept up to date after the fact, and its repairs. */
@Injectable()
export class SourceReconciliation implements ReconciledSide, OnApplicationBootstrap, OnModuleDestroy {
  readonly prefix = 'outbox.';
  private readonly bell = new Bell();
  private stopping = false;
  private running: Promise<void> | undefined;

  constructor(
    @Inject(RECONCILED_SOURCE) private readonly source: SourceName,
    @Inject(OWN_TABLES) private readonly tables: readonly OwnTable[],
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: ScopedDatabase,
    private readonly outbox: Outbox,
  ) {}

  knows(source: string): boolean {
    return source === this.source;
  }

  async entitiesOf(): Promise<string[]> {
    return this.entities;
  }

  judgedOf(entity: string): string {
    return judgedAtSource(this.tableOf(entity));
  }

  onApplicationBootstrap(): void {
    this.running = this.keepSums();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    this.bell.ring();
    await this.running;
  }

  examine(scope: Scope, entity: string, ids: readonly string[]): Promise<SourceExamination> {
    const table = this.tableOf(entity);
    return this.database.inScope(scope, (manager) => examineSource(manager, table, ids));
  }

  async restate(
    scope: Scope,
    entity: string,
    corrections: readonly Correction[],
    order: RestateOrder,
  ): Promise<Restated[]> {
    const table = this.tableOf(entity);
    const restated = await this.database.inScope(scope, (manager) =>
      restate(manager, this.source, table, corrections, order),
    );
    this.outbox.wake();
    return restated;
  }

  private get entities(): string[] {
    return this.tables.map(({ entity }) => entity);
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
