import type { EntityManager } from 'typeorm';
import { toBatch, type Batch, type BatchRow } from './batch.js';
import { lostHold } from './claim.js';

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
  if (!rows[0]) throw await lostHold(manager, batch);
  return toBatch(rows[0]);
}
