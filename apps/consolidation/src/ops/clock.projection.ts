import { addTodo, type FoldOutcome, type HeardEvent, type Projection } from '@satudata/inbox';
import { textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { Fields } from '../raw/read-fields.js';
import { sourceOf } from '../raw/record-fact.js';

export interface ClockFact {
  readonly source: string;
  /** Everything that the source recorded up to this instant … */
  readonly at: string;
  /** … lies before these positions. */
  readonly through: readonly ClockPosition[];
}

export interface ClockPosition {
  readonly topic: string;
  readonly partition: number;
  readonly next: string;
}

/** Keeps what a source says of its completeness. Topics that this store does not read tell it nothing. */
export function clockProjection(readsTopic: (topic: string) => boolean): Projection<ClockFact> {
  return {
    understand(heard: HeardEvent): ClockFact {
      const record = new Fields(heard.value.record);
      const through = record.list('through').map(understandPosition);
      return {
        source: sourceOf(record.text('source')),
        at: record.instant('at'),
        through: through.filter(({ topic }) => readsTopic(topic)),
      };
    },

    async fold(manager: EntityManager, facts: readonly ClockFact[]): Promise<FoldOutcome> {
      const rows = (await manager.query(
        `insert into clock (source, at, through)
         select source, at::timestamptz, through::jsonb
           from unnest($1::text[], $2::text[], $3::text[]) as row (source, at, through)
         on conflict do nothing returning source`,
        [
          textArray(facts.map(({ source }) => source)),
          textArray(facts.map(({ at }) => at)),
          textArray(facts.map(({ through }) => JSON.stringify(through))),
        ],
      )) as { source: string }[];
      await addTodo(manager, 'clock', [...new Set(rows.map(({ source }) => source))]);
      return { applied: rows.length, stale: facts.length - rows.length };
    },
  };
}

function understandPosition(position: Fields): ClockPosition {
  return { topic: position.text('topic'), partition: position.count('partition'), next: position.offset('next') };
}

/** Enough ticks to span a backlog of half an hour; what is older and reached is kept as one instant. */
const KEPT_TICKS = 400;

/** Step 2: keeps the newest reached instant of each source for good, and drops old ticks. */
export async function settleClocks(manager: EntityManager, sources: readonly string[]): Promise<void> {
  await manager.query(
    `insert into completeness as known (source, complete_until)
     select source, complete_until from freshness
      where source = any($1::text[]) and complete_until is not null
     on conflict (source) do update
       set complete_until = greatest(known.complete_until, excluded.complete_until)`,
    [textArray(sources)],
  );
  await manager.query(
    `delete from clock where (source, at) in (
       select source, at from (
         select source, at, row_number() over (partition by source order by at desc) as place from clock
          where source = any($1::text[])) ticks
        where place > $2)`,
    [textArray(sources), KEPT_TICKS],
  );
}
