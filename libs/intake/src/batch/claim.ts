import { Problem } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { namesRecord } from '../idempotency/answer-once.js';
import { toBatch, type Batch, type BatchRow } from './batch.js';
import { onLost, onSent, type BatchStatus } from './batch-state.js';

/** What identifies a batch to its sender. */
export interface BatchIdentity {
  readonly client: string;
  readonly key: string;
  readonly entity: string;
}

/** A batch whose sender is gone without a word is free again after this long. */
const HOLD_SECONDS = 10;

/**
 * Finds or makes the batch of an Idempotency-Key and holds it for one request.
 * A finished batch is answered again and needs no hold.
 * @throws Problem `still-running` while another request holds it, `batch-cancelled`, `key-reused` for another entity or
 * a record.
 */
export async function claimBatch(
  manager: EntityManager,
  identity: BatchIdentity,
  ids: { readonly batch: string; readonly holder: string },
): Promise<Batch> {
  if (await namesRecord(manager, identity.client, identity.key)) throw new Problem('key-reused');
  await manager.query(
    `insert into intake.batch (id, client, key, entity, status, held_until, started_at)
     values ($1, $2, $3, $4, 'running', now(), now()) on conflict (client, key) do nothing`,
    [ids.batch, identity.client, identity.key, identity.entity],
  );
  const [row] = (await manager.query(
    `select *, held_until > now() and holder is not null as held from intake.batch
     where client = $1 and key = $2 for update`,
    [identity.client, identity.key],
  )) as [BatchRow];
  if (row.entity !== identity.entity) throw new Problem('key-reused');
  switch (onSent(row.status, row.held)) {
    case 'answer-again':
      return toBatch(row);
    case 'cancelled':
      throw new Problem('batch-cancelled');
    case 'still-running':
      throw new Problem('still-running', { headers: { 'retry-after': String(HOLD_SECONDS) } });
    case 'take':
      return hold(manager, row, ids.holder);
  }
}

async function hold(manager: EntityManager, row: BatchRow, holder: string): Promise<Batch> {
  await manager.query(
    `update intake.batch set holder = $2, held_until = now() + make_interval(secs => $3) where id = $1`,
    [row.id, holder, HOLD_SECONDS],
  );
  return toBatch(row);
}

/** Keeps the hold while the sender is slow; false when somebody else has it. */
export async function keepHold(manager: EntityManager, batch: string, holder: string): Promise<boolean> {
  const [, touched] = (await manager.query(
    `update intake.batch set held_until = now() + make_interval(secs => $3) where id = $1 and holder = $2`,
    [batch, holder, HOLD_SECONDS],
  )) as [unknown, number];
  return touched === 1;
}

/** Why a holder may not go on, as its sender is told. */
export async function lostHold(manager: EntityManager, batch: string): Promise<Problem> {
  const [row] = await manager.query<{ status: BatchStatus }[]>(`select status from intake.batch where id = $1`, [
    batch,
  ]);
  const isCancelled = row !== undefined && onLost(row.status) === 'cancelled';
  return new Problem(isCancelled ? 'batch-cancelled' : 'still-running');
}

/** Frees the batch for the sender's next try. */
export async function releaseHold(manager: EntityManager, batch: string, holder: string): Promise<void> {
  await manager.query(`update intake.batch set holder = null where id = $1 and holder = $2`, [batch, holder]);
}
