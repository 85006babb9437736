import type { EntityManager } from 'typeorm';
import type { ReconciledSide } from './reconciled-side.js';
import type { IdRange } from './scan-ranges.js';

export interface Suspects {
  /** Records looked at. */
  readonly scanned: number;
  readonly ids: string[];
}

/** Full scan of a piece of one side, by one statement, which sees one moment. */
export async function findSuspects(
  manager: EntityManager,
  side: ReconciledSide,
  { source, entity }: { readonly source: string; readonly entity: string },
  { from, before }: IdRange,
): Promise<Suspects> {
  const [row] = (await manager.query(
    `with ${side.judgedOf(entity)}
     select count(*)::int as scanned, coalesce(array_agg(id) filter (where suspect), '{}') as ids from judged`,
    [source, entity, from, before],
  )) as [Suspects];
  return row;
}
