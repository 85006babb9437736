import { int8Array, prepared } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import type { Lease } from './lease.js';

export interface QueuedMessage {
  readonly seq: string;
  readonly topic: string;
  readonly key: string;
  readonly headers: string;
  readonly value: string;
}

/**
 * The oldest messages neither acknowledged nor in flight, in the order they were said. Those in flight are left out one
 * by one, and not by reading behind the last of them: a lower seq may be committed later, and would be overtaken by the
 * next one of its key. In two steps: joined in one, a planner that knows nothing of the queue's position may walk
 * through the whole of `change` to meet it.
 */
export async function readQueue(
  manager: EntityManager,
  limit: number,
  inFlight: readonly QueuedMessage[] = [],
): Promise<QueuedMessage[]> {
  const { rows: oldest } = await prepared<{ seq: string }>(manager, OLDEST, [limit + inFlight.length]);
  const sending = new Set(inFlight.map(({ seq }) => seq));
  const queued = oldest.filter(({ seq }) => !sending.has(seq)).slice(0, limit);
  if (queued.length === 0) return [];
  const seqs = int8Array(queued.map(({ seq }) => seq));
  return (await prepared<QueuedMessage>(manager, SAID, [seqs])).rows;
}

const OLDEST = 'select seq from outbox.outbox order by seq limit $1';
const SAID = 'select seq, topic, key, headers, value from outbox.change where seq = any($1::int8[]) order by seq';

/** Removes what the broker acknowledged; false when the lease has passed on, and then nothing is removed. */
export async function removeSent(
  manager: EntityManager,
  relay: string,
  lease: Lease,
  sent: readonly QueuedMessage[],
): Promise<boolean> {
  const seqs = int8Array(sent.map(({ seq }) => seq));
  const { rows } = await prepared<{ valid: boolean }>(manager, REMOVE, [relay, lease.token, lease.holder, seqs]);
  return rows[0]?.valid ?? false;
}

const REMOVE = `
  with lease as materialized (select from outbox.lease where relay = $1 and token = $2 and holder = $3),
       gone as (delete from outbox.outbox where seq = any($4::int8[]) and exists (select from lease))
  select exists (select from lease) as valid`;

/** "Whatever was recorded up to `at` has a seq of at most `lastSeq`, or is already sent." */
export interface Horizon {
  readonly at: string;
  readonly lastSeq: bigint;
}

/** Longer than a transaction can have begun without being seen in the list of activity. */
const UNSEEN_MS = 50;

/**
 * `at` lies before the start of every transaction that may still commit. The queue is looked at in a second statement:
 * what ended while the first one looked at activity is in neither its list nor its snapshot.
 */
export async function readHorizon(manager: EntityManager): Promise<Horizon> {
  const [{ at }] = (await manager.query(
    `with told as materialized (select clock_timestamp() as at)
     select least(told.at - make_interval(secs => $1), started - interval '1 millisecond') as at
     from told, lateral (select min(xact_start) as started from pg_stat_activity
                         where datname = current_database() and pid <> pg_backend_pid() and xact_start < told.at) as open`,
    [UNSEEN_MS / 1_000],
  )) as [{ at: Date }];
  const [{ last_seq }] = (await manager.query(`select coalesce(max(seq), 0) as last_seq from outbox.outbox`)) as [
    { last_seq: string },
  ];
  return { at: at.toISOString(), lastSeq: BigInt(last_seq) };
}

/** As `backlog`, but never counts further than `limit`: what is asked twice a second must cost the same on any queue. */
export async function backlogUpTo(manager: EntityManager, limit: number): Promise<number> {
  const [row] = (await manager.query(`select count(*) from (select from outbox.outbox limit $1) part`, [limit])) as [
    { count: string },
  ];
  return Number(row.count);
}

export async function backlog(manager: EntityManager): Promise<number> {
  const [row] = (await manager.query(`select count(*) from outbox.outbox`)) as [{ count: string }];
  return Number(row.count);
}
