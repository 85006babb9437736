import { Problem } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import type { TrailEntry } from '../entry/trail-entry.js';
import { personAccess, type PersonAccesses } from './accesses.dto.js';
import { decodeCursor, encodeCursor } from './cursor.js';

const PAGE = 100;

const CURSOR_UNKNOWN = {
  parameter: 'cursor',
  rule: 'cursor.known',
  id: 'cursor harus berasal dari jawaban sebelumnya.',
  en: 'cursor must come from an answer before.',
};

/** @throws Problem `invalid-query` */
export function entryAfter(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const entry = decodeCursor(cursor);
  if (!entry) throw new Problem('invalid-query', { errors: [CURSOR_UNKNOWN] });
  return entry;
}

/**
 * Who read the data of a person, newest first. The transaction must have left an entry of that person in its own scope,
 * or the database tells nothing.
 * @param after only entries written before this one
 */
export async function readAccesses(
  manager: EntityManager,
  person: string,
  after: string | undefined,
): Promise<PersonAccesses> {
  const rows = await manager.query<{ id: string; content: string }[]>('select * from trail.of_person($1, $2, $3)', [
    person,
    after ?? null,
    PAGE,
  ]);
  const last = rows.at(-1);
  return {
    accesses: rows.map(({ content }) => personAccess(JSON.parse(content) as TrailEntry)),
    cursor: last && rows.length === PAGE ? encodeCursor(last.id) : null,
  };
}
