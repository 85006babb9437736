import type { IntakeBatch } from '@satudata/contracts';
import type { SourceEvent } from '@satudata/outbox';
import { Problem } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { toBatch, type Batch, type BatchRow } from './batch.js';

/** Marks the end of a batch; the answer is what its sender is told, now and at every later try. */
export async function finishBatch(
  manager: EntityManager,
  batch: string,
  holder: string,
  digest: string,
): Promise<Batch> {
  const [rows] = (await manager.query(
    `update intake.batch set status = 'finished', holder = null, digest = $3, ended_at = now()
     where id = $1 and holder = $2 returning *`,
    [batch, holder, digest],
  )) as [BatchRow[], number];
  if (!rows[0]) throw new Problem('still-running');
  return toBatch(rows[0]);
}

/** A finished batch as an event: the store can then say when all of it has arrived. */
export function batchFinished(batch: Batch, region: string): SourceEvent {
  const endedAt = (batch.endedAt ?? batch.startedAt).toISOString();
  const record: IntakeBatch = {
    id: batch.id,
    client: batch.client,
    entity: batch.entity,
    lines: batch.committedLines,
    verdicts: batch.verdicts,
    events: batch.verdicts.stored,
    digest: batch.digest ?? '',
    startedAt: batch.startedAt.toISOString(),
    endedAt,
    status: 'finished',
  };
  return {
    entity: 'intake-batch',
    entityId: batch.id,
    version: 1,
    type: 'intake-batch.finished',
    at: endedAt,
    record,
    region,
  };
}
