import { contentOf, digestOf, isDeletion, recordOf, rowHash } from '@satudata/outbox';
import { textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { CONSUMER } from '../consumer.js';

export interface StoredFacts {
  readonly version: number;
  /** Stands for the region and the text of the record, without telling them. */
  readonly content: string;
  /** Stands for identity, version and all that was said, on both sides alike. */
  readonly hash: string;
  readonly deleted: boolean;
}

/** One record as the store has it. */
export interface StoreFacts {
  readonly id: string;
  readonly region: string;
  readonly record: StoredFacts | null;
  readonly history: { readonly version: number; readonly hash: string } | null;
  /** An event of it could not be applied: the store knows, and waits for people. */
  readonly parked: boolean;
}

export interface StoreExamination {
  /** Everything that the source recorded up to here was in the store before it looked. */
  readonly completeUntil: string | null;
  readonly records: readonly StoreFacts[];
}

/** What the store has of these records, at one moment. */
export async function examineStore(
  manager: EntityManager,
  source: string,
  entity: string,
  ids: readonly string[],
): Promise<StoreExamination> {
  const [complete] = (await manager.query(`select complete_until from completeness where source = $1`, [source])) as {
    complete_until: Date;
  }[];
  const records = (await manager.query(EXAMINE, [source, entity, textArray(ids), `%.${entity}.v1`])) as StoreFacts[];
  return { completeUntil: complete?.complete_until.toISOString() ?? null, records };
}

const EXAMINE = `
  select asked.id, coalesce(stored.region, heard.region, '18') as region,
         case when stored.version is not null then
           json_build_object('version', stored.version, 'content', stored.content, 'hash', stored.hash::text,
                             'deleted', stored.deleted) end as record,
         case when heard.version is not null then
           json_build_object('version', heard.version, 'hash', heard.hash::text) end as history,
         exists (select from inbox.parked where consumer = '${CONSUMER}' and topic like $4 and key = asked.id) as parked
    from unnest($3::text[]) as asked (id)
    left join lateral (
      select version, region, ${contentOf(`region || ' ' || ${recordOf('value')}`)} as content, deleted or ${isDeletion('value')} as deleted,
             ${rowHash('id', 'version', digestOf('value'))} as hash
        from record where source = $1 and entity = $2 and id = asked.id
    ) stored on true
    left join lateral (
      select version, region, ${rowHash('id', 'version', digestOf('value'))} as hash
        from history where source = $1 and entity = $2 and id = asked.id order by version desc limit 1
    ) heard on true
   order by asked.id`;
