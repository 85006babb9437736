import type { BatchArrival, IntakeBatch } from '@satudata/contracts';
import { Problem } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';

/** A batch of which the store knows from its source that it has ended. */
export interface HeardBatch {
  readonly source: string;
  readonly record: IntakeBatch;
  /** When the last of its events was here; null while some are on their way. */
  readonly arrivedAt: Date | null;
}

export async function findBatch(manager: EntityManager, source: string, id: string): Promise<HeardBatch | undefined> {
  const [row] = await manager.query<{ value: string; complete_at: Date | null }[]>(
    `select said.value, arrival.complete_at
       from record said left join batch_arrival arrival on (arrival.source, arrival.batch) = (said.source, said.id)
      where said.entity = 'intake-batch' and said.source = $1 and said.id = $2`,
    [source, id],
  );
  if (!row) return undefined;
  return { source, record: (JSON.parse(row.value) as { record: IntakeBatch }).record, arrivedAt: row.complete_at };
}

const CANCELLED = { status: 'cancelled' } as const;

/**
 * What the store states of a batch that arrived; who states it, and when, is added by its signer.
 * @throws Problem `not-found` of a batch that is another client's or was not heard of yet; `not-arrived` while some of
 * its events are on their way
 */
export function batchArrival(batch: HeardBatch | undefined, client: string): Omit<BatchArrival, 'iss' | 'iat'> {
  if (batch?.record.client !== client) throw new Problem('not-found');
  const { source, arrivedAt } = batch;
  if (!arrivedAt) throw new Problem('not-arrived', { headers: { 'retry-after': '2' } });
  const { id: sub, entity, lines, verdicts, events, digest, status } = batch.record;
  const facts = { client, entity, lines, verdicts, events, digest, ...(status === 'cancelled' && CANCELLED) };
  return { sub, source: `urn:satudata:${source}`, ...facts, arrivedAt: arrivedAt.toISOString() };
}
