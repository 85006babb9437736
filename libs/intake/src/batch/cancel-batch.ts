import { Problem } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { toBatch, type Batch, type BatchRow } from './batch.js';
import { onCancel } from './batch-state.js';

/**
 * Ends a batch of this client where it is: what was acknowledged stays, nothing after it is taken. The row is locked,
 * so a chunk that is being committed is either all in before or refused after.
 * @returns the batch, and whether this call ended it
 * @throws Problem `not-found`; `conflict` when all of it is taken already
 */
export async function cancelBatch(
  manager: EntityManager,
  { client, id }: { readonly client: string; readonly id: string },
): Promise<{ readonly batch: Batch; readonly isNews: boolean }> {
  const [row] = await manager.query<BatchRow[]>(`select * from intake.batch where id = $1 and client = $2 for update`, [
    id,
    client,
  ]);
  if (!row) throw new Problem('not-found');
  switch (onCancel(row.status)) {
    case 'too-late':
      throw new Problem('conflict', { detail: TOO_LATE });
    case 'answer-again':
      return { batch: toBatch(row), isNews: false };
    case 'cancel':
      return { batch: await end(manager, id), isNews: true };
  }
}

/** The payload is not known to its end: what names the lines that were taken is their rolling hash. */
async function end(manager: EntityManager, id: string): Promise<Batch> {
  const [[row]] = (await manager.query(
    `update intake.batch set status = 'cancelled', holder = null, ended_at = now(),
            digest = case chain when '' then encode(sha256(''), 'hex') else chain end
     where id = $1 returning *`,
    [id],
  )) as [[BatchRow], number];
  return toBatch(row);
}

const TOO_LATE = {
  id: 'Kiriman ini sudah selesai; tidak ada lagi yang dapat dibatalkan.',
  en: 'This batch is finished; nothing of it is left to cancel.',
};
