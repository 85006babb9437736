import type { IntakeBatch } from '@satudata/contracts';
import type { SourceEvent } from '@satudata/outbox';
import { decidedRecords, type Batch } from './batch.js';

/** A batch that ended, as it is told to others, in its event and in its receipt alike. */
export function batchRecord(batch: Batch): IntakeBatch {
  return {
    id: batch.id,
    client: batch.client,
    entity: batch.entity,
    lines: decidedRecords(batch),
    verdicts: batch.verdicts,
    events: batch.verdicts.stored,
    digest: batch.digest ?? '',
    startedAt: batch.startedAt.toISOString(),
    endedAt: (batch.endedAt ?? batch.startedAt).toISOString(),
    status: batch.status,
  };
}

/** A batch that ended as an event: the store can then say when all that was taken of it has arrived. */
export function batchEnded(batch: Batch, region: string): SourceEvent {
  const record = batchRecord(batch);
  return {
    entity: 'intake-batch',
    entityId: batch.id,
    version: 1,
    type: batch.status === 'cancelled' ? 'intake-batch.cancelled' : 'intake-batch.finished',
    at: record.endedAt,
    record,
    region,
  };
}
