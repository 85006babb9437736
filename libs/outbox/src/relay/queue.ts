import { int8Array } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import type { Lease } from './lease.js';

export interface QueuedMessage {
  readonly seq: string;
  readonly topic: string;
  readonly key: string;
  readonly headers: string;
  readonly value: string;
}

/** The oldest messages not yet acknowledged, in the order they were said. */
export async function readQueue(manager: EntityManager, limit: number): Promise<QueuedMessage[]> {
  return (await manager.query(
    `select seq, topic, key, headers, value from outbox.outbox join outbox.change using (seq) order by seq limit $1`,
    [limit],
  )) as QueuedMessage[];
}

/** Removes what the broker acknowledged; false when the lease has passed on, and then nothing is removed. */
export async function removeSent(
  manager: EntityManager,
  relay: string,
  lease: Lease,
  sent: readonly QueuedMessage[],
): Promise<boolean> {
  const [{ valid }] = (await manager.query(
    `select exists (select from outbox.lease where relay = $1 and token = $2 and holder = $3) as valid`,
    [relay, lease.token, lease.holder],
  )) as [{ valid: boolean }];
  if (valid) {
    await manager.query(`delete from outbox.outbox where seq = any($1::int8[])`, [
      int8Array(sent.map(({ seq }) => seq)),
    ]);
  }
  return valid;
}

/** "Whatever was recorded up to `at` has a seq of at most `lastSeq`, or is already sent." */
export interface Horizon {
  readonly at: string;
  readonly lastSeq: bigint;
}

/** `at` lies before the start of every transaction that may still commit with an earlier recording time. */
export async function readHorizon(manager: EntityManager): Promise<Horizon> {
  const [row] = (await manager.query(
    `select least(clock_timestamp(), (select min(xact_start) from pg_stat_activity
              where datname = current_database() and backend_xid is not null and pid <> pg_backend_pid())) as at,
            coalesce((select max(seq) from outbox.outbox), 0) as last_seq`,
  )) as [{ at: Date; last_seq: string }];
  return { at: row.at.toISOString(), lastSeq: BigInt(row.last_seq) };
}

export async function backlog(manager: EntityManager): Promise<number> {
  const [row] = (await manager.query(`select count(*) from outbox.outbox`)) as [{ count: string }];
  return Number(row.count);
}
