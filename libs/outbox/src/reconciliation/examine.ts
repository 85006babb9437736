import { textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import type { OwnTable } from './own-table.js';
import { contentOf, digestOf, isDeletion, recordOf, rowHash, uuidOf } from './row-hash.js';

export interface HeldRecord {
  readonly version: number;
  /** Stands for the region and the text of the record, without telling them. */
  readonly content: string;
}

export interface SaidRecord extends HeldRecord {
  /** Stands for identity, version and all that was said, on both sides alike. */
  readonly hash: string;
  readonly deleted: boolean;
  /** Whether the value still has the digest that was taken when it was written. */
  readonly intact: boolean;
}

/** One record as its source has it. */
export interface SourceFacts {
  readonly id: string;
  readonly region: string;
  readonly state: HeldRecord | null;
  readonly log: SaidRecord | null;
}

export interface SourceExamination {
  /** The database's clock before it looked: whatever is committed after it, the store may not have yet. */
  readonly at: string;
  readonly records: readonly SourceFacts[];
}

/** What a source holds and last said of these records, at one moment. */
export async function examineSource(
  manager: EntityManager,
  { entity, table }: OwnTable,
  ids: readonly string[],
): Promise<SourceExamination> {
  const [{ at }] = (await manager.query('select clock_timestamp() as at')) as [{ at: Date }];
  const rows = (await manager.query(
    `select asked.id, coalesce(held.region, said.region, '18') as region,
            case when held.version is not null then
              json_build_object('version', held.version, 'content', held.content) end as state,
            case when said.version is not null then
              json_build_object('version', said.version, 'content', said.content, 'hash', said.hash::text,
                                'deleted', said.deleted, 'intact', said.intact) end as log
       from unnest($1::text[]) as asked (id)
       left join lateral (
         select version, region, ${contentOf(`region || ' ' || record`)} as content from ${table} where id = ${uuidOf('asked.id')}
       ) held on true
       left join lateral (
         select version, region, ${contentOf(`region || ' ' || ${recordOf('value')}`)} as content, ${isDeletion('value')} as deleted,
                ${rowHash('entity_id', 'version', digestOf('value'))} as hash, ${digestOf('value')} = digest as intact
           from outbox.change where entity = $2 and entity_id = asked.id order by version desc limit 1
       ) said on true
      order by asked.id`,
    [textArray(ids), entity],
  )) as SourceFacts[];
  return { at: at.toISOString(), records: rows };
}
