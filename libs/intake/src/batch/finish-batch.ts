import type { IntakeBatch } from '@satudata/contracts';
import type { SourceEvent } from '@satudata/outbox';
import { Problem } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { decidedRecords, toBatch, type Batch, type BatchRow } from './batch.js';

/** sha-256, hex, of the lines and of the bytes in which they came. */
export interface Digests {
  readonly payload: string;
  readonly received: string;
}

/** Marks the end of a batch; the answer is what its sender is told, now and at every later try. */
export async function finishBatch(
  manager: EntityManager,
  batch: string,
  holder: string,
  digests: Digests,
): Promise<Batch> {
  const [rows] = (await manager.query(
    `update intake.batch set status = 'finished', holder = null, digest = $3, received_digest = $4, ended_at = now()
     where id = $1 and holder = $2 returning *`,
    [batch, holder, digests.payload, digests.received],
  )) as [BatchRow[], number];
  if (!rows[0]) throw new Problem('still-running');
  return toBatch(rows[0]);
}

/** A finished batch as it is told to others, in its event and in its receipt alike. */
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
    status: 'finished',
  };
}

/** A finished batch as an event: the store can then say when all of it has arrived. */
export function batchFinished(batch: Batch, region: string): SourceEvent {
  const record = batchRecord(batch);
  return {
    entity: 'intake-batch',
    entityId: batch.id,
    version: 1,
    type: 'intake-batch.finished',
    at: record.endedAt,
    record,
    region,
  };
}
