import type { Outcome } from '../verdict.js';
import type { BatchStatus } from './batch-state.js';

/** A batch as the store knows it. Line numbers begin with 1. */
export interface Batch {
  readonly id: string;
  readonly client: string;
  readonly key: string;
  readonly entity: string;
  readonly status: BatchStatus;
  /** Lines up to this one are acknowledged. */
  readonly committedLines: number;
  readonly verdicts: Readonly<Record<Outcome, number>>;
  /** Rolling hash over all committed lines. */
  readonly chain: string;
  /** sha-256 of the payload after inflating, hex; known at the end. Of a cancelled batch: the rolling hash. */
  readonly digest: string | null;
  /** sha-256 of the bytes as they came, hex; not known of batches that were finished before it was kept. */
  readonly receivedDigest: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}

export interface BatchRow {
  readonly id: string;
  readonly client: string;
  readonly key: string;
  readonly entity: string;
  readonly status: BatchStatus;
  readonly holder: string | null;
  readonly held: boolean;
  readonly committed_lines: string;
  readonly stored: string;
  readonly unchanged: string;
  readonly stale: string;
  readonly rejected: string;
  readonly chain: string;
  readonly digest: string | null;
  readonly received_digest: string | null;
  readonly started_at: Date;
  readonly ended_at: Date | null;
}

export function toBatch(row: BatchRow): Batch {
  return {
    id: row.id,
    client: row.client,
    key: row.key,
    entity: row.entity,
    status: row.status,
    committedLines: Number(row.committed_lines),
    verdicts: {
      stored: Number(row.stored),
      unchanged: Number(row.unchanged),
      stale: Number(row.stale),
      rejected: Number(row.rejected),
    },
    chain: row.chain,
    digest: row.digest,
    receivedDigest: row.received_digest,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  };
}

/** Records with a verdict; in a table some lines hold none, and some records take several. */
export function decidedRecords({ verdicts }: Pick<Batch, 'verdicts'>): number {
  return Object.values(verdicts).reduce((sum, count) => sum + count, 0);
}
