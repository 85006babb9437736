import { addTodo, type FoldOutcome, type HeardEvent, type Projection } from '@satudata/inbox';
import { int4Array, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { Fields } from '../raw/read-fields.js';
import { PROVINCE, recordFact, type RecordFact } from '../raw/record-fact.js';
import { storeRecords } from '../raw/store-records.js';
import { batchSubject } from './batch-arrival.js';

export interface IntakeBatchFact extends RecordFact {
  /** How many events the batch made. */
  readonly events: number;
}

/** Learns how many events a finished batch made, so that the store can tell when all of them have arrived. */
export const intakeBatchProjection: Projection<IntakeBatchFact> = {
  understand(heard: HeardEvent): IntakeBatchFact {
    // A batch belongs to a client, not to a regency.
    return { ...recordFact(heard, PROVINCE), events: new Fields(heard.value.record).count('events') };
  },

  async fold(manager: EntityManager, facts: readonly IntakeBatchFact[]): Promise<FoldOutcome> {
    const advanced = await storeRecords(manager, 'intake-batch', facts);
    await manager.query(
      `insert into batch_arrival (source, batch, events)
       select source, batch, events from unnest($1::text[], $2::text[], $3::int4[]) as row (source, batch, events)
        order by source, batch
       on conflict (source, batch) do update set events = excluded.events`,
      [
        textArray(advanced.map(({ source }) => source)),
        textArray(advanced.map(({ id }) => id)),
        int4Array(advanced.map(({ events }) => events)),
      ],
    );
    await addTodo(
      manager,
      'batch',
      advanced.map(({ source, id }) => batchSubject(source, id)),
    );
    return { applied: advanced.length, stale: facts.length - advanced.length };
  },
};
