import type { SchemaMigrations } from '@satudata/service-kit';
import { CreateOutbox20261124080000 } from './migrations/20261124080000-create-outbox.js';
import { CreateReconciliation20261124135000 } from './migrations/20261124135000-create-reconciliation.js';

export const outboxSchema: SchemaMigrations = {
  schema: 'outbox',
  migrations: [CreateOutbox20261124080000, CreateReconciliation20261124135000],
};
export type { BusinessChange, PublishContext, SourceEvent } from './change-log/source-event.js';
export { publish } from './change-log/publish.js';
export { Outbox, OutboxModule } from './outbox.module.js';
export { Relay, type RelayParts } from './relay/relay.js';
export type { OwnTable } from './reconciliation/own-table.js';
export { ReconciliationModule } from './reconciliation/reconciliation.module.js';
export * from './reconciliation/reconciliation.dto.js';
export { BUCKET_TABLES, bucketTables } from './reconciliation/bucket-tables.js';
export { foldSaid, SLOT_SECONDS, slotOf, sumsHoldThrough } from './reconciliation/fold-said.js';
export { unequalSums } from './reconciliation/read-buckets.js';
export type { ReconciledSide } from './reconciliation/reconciled-side.js';
export { ReconciliationRoutes } from './reconciliation/reconciliation-routes.js';
export * from './reconciliation/row-hash.js';
export { findSuspects } from './reconciliation/find-suspects.js';
export { idRange, SCAN_RANGES } from './reconciliation/scan-ranges.js';
