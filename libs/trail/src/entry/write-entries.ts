import { prepared, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { canonicalJson } from './canonical-json.js';
import type { TrailEntry } from './trail-entry.js';

/** Part of the caller's transaction: what is read and that it was read become true together. */
export async function writeEntries(manager: EntityManager, entries: readonly TrailEntry[]): Promise<void> {
  await prepared(manager, `insert into trail.entry (content) select unnest($1::text[])`, [
    textArray(entries.map(canonicalJson)),
  ]);
}
