import type { SourceName } from '@satudata/contracts';
import type { EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { publish } from '../change-log/publish.js';
import type { SourceEvent } from '../change-log/source-event.js';
import type { OwnTable } from './own-table.js';
import { recordOf } from './row-hash.js';

/** From where a record is said again, or that it is said to be gone. */
export const REMEDIES = ['state', 'log', 'removal'] as const;
export type Remedy = (typeof REMEDIES)[number];

export interface Correction {
  readonly id: string;
  readonly remedy: Remedy;
  /** The highest version that either side has of the record; the new one is above it. */
  readonly above: number;
}

export interface Restated {
  readonly id: string;
  /** The version said; null where the record has moved on since it was looked at, or is no longer there. */
  readonly version: number | null;
}

/** Why records are said again: kept with every event, so that a repair can be told from a change. */
export interface RestateOrder {
  readonly report: string;
  readonly reason: string;
  readonly now: Date;
}

/**
 * Says records again as a new version, since an equal one would be taken for a repeat. The own row takes the new
 * version along, so that the next business change goes on from there. To be called in a transaction.
 */
export async function restate(
  manager: EntityManager,
  source: SourceName,
  own: OwnTable,
  corrections: readonly Correction[],
  order: RestateOrder,
): Promise<Restated[]> {
  const said: SourceEvent[] = [];
  const restated: Restated[] = [];
  for (const correction of [...corrections].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const record = await settleOwnRow(manager, own, correction);
    if (record) said.push(eventOf(own.entity, correction, record, order));
    restated.push({ id: correction.id, version: record ? correction.above + 1 : null });
  }
  await publish(
    manager,
    source,
    said.map((event) => [event]),
    {},
  );
  return restated;
}

interface Row {
  readonly region: string;
  readonly record: string;
}

interface RecordToSay {
  readonly region: string;
  readonly record: object;
}

/** Brings the own row to the new version; undefined when there is nothing to say. */
async function settleOwnRow(
  manager: EntityManager,
  own: OwnTable,
  correction: Correction,
): Promise<RecordToSay | undefined> {
  if (await hasMovedOn(manager, own, correction)) return undefined;
  switch (correction.remedy) {
    case 'state':
      return sayOwnRow(manager, own, correction);
    case 'log':
      return putBackOwnRow(manager, own, correction);
    case 'removal':
      return removeOwnRow(manager, own, correction);
  }
}

/** Locks the own row, and sees whether business went on meanwhile: then what is newest has been said anyway. */
async function hasMovedOn(manager: EntityManager, { entity, table }: OwnTable, { id, above }: Correction) {
  const held = (await manager.query(`select version from ${table} where id = $1::uuid for update`, [uuidIn(id)])) as {
    version: string;
  }[];
  const [{ newest }] = (await manager.query(
    `select coalesce(max(version), 0) as newest from outbox.change where entity = $1 and entity_id = $2`,
    [entity, id],
  )) as [{ newest: string }];
  return Number(held[0]?.version ?? 0) > above || Number(newest) > above;
}

async function sayOwnRow(manager: EntityManager, { table }: OwnTable, { id, above }: Correction) {
  const [row] = (await manager.query(`select region, record from ${table} where id = $1::uuid`, [uuidIn(id)])) as Row[];
  const record = row && readable(row.record);
  if (!record) return undefined;
  await manager.query(`update ${table} set version = $2, record = $3 where id = $1::uuid`, [
    uuidIn(id),
    above + 1,
    JSON.stringify(record),
  ]);
  return { region: row.region, record };
}

async function putBackOwnRow(manager: EntityManager, own: OwnTable, { id, above }: Correction) {
  const [row] = (await manager.query(
    `select region, ${recordOf('value')} as record from outbox.change
      where entity = $1 and entity_id = $2 order by version desc limit 1`,
    [own.entity, id],
  )) as Row[];
  const record = row && readable(row.record);
  if (!record) return undefined;
  await own.putBack(manager, record, above + 1);
  return { region: row.region, record };
}

/** Null for an id that no own row can have: what somebody put into a log by hand may be called anything. */
function uuidIn(id: string): string | null {
  return isUuid(id) ? id : null;
}

/** What is so damaged that nobody can read it is left to people. */
function readable(text: string): object | undefined {
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}

/** Nobody's office: what is taken back may never have been anybody's. */
const PROVINCE = '18';

async function removeOwnRow(manager: EntityManager, { table }: OwnTable, { id }: Correction): Promise<RecordToSay> {
  await manager.query(`delete from ${table} where id = $1::uuid`, [uuidIn(id)]);
  return { region: PROVINCE, record: { id } };
}

function eventOf(
  entity: string,
  { id, remedy, above }: Correction,
  { region, record }: RecordToSay,
  { report, reason, now }: RestateOrder,
): SourceEvent {
  return {
    entity,
    entityId: id,
    version: above + 1,
    type: `${entity}.restated`,
    at: now.toISOString(),
    reason: `${report} ${reason}`,
    record,
    region,
    ...(remedy === 'removal' && { deleted: true as const }),
  };
}
