import { Module, type DynamicModule } from '@nestjs/common';
import type { SourceName } from '@satudata/contracts';
import type { OwnTable } from './own-table.js';
import { ReconciliationController } from './reconciliation.controller.js';
import { OWN_TABLES, RECONCILED_SOURCE, SourceReconciliation } from './source-reconciliation.js';

@Module({})
export class ReconciliationModule {
  /** For a source whose own rows lie in these tables. */
  static forSource(source: SourceName, tables: readonly OwnTable[]): DynamicModule {
    return {
      module: ReconciliationModule,
      controllers: [ReconciliationController],
      providers: [
        { provide: RECONCILED_SOURCE, useValue: source },
        { provide: OWN_TABLES, useValue: tables },
        SourceReconciliation,
      ],
    };
  }
}
