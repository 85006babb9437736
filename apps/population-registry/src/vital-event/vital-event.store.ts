import type { VitalEvent } from '@satudata/contracts';
import { prepared } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import type { Effect, VitalEventState } from './vital-event.rules.js';

interface VitalEventRow {
  readonly version: string;
  readonly effects: string;
  readonly record: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function saveVitalEvent(
  manager: EntityManager,
  { version, effects, record }: VitalEventState,
): Promise<void> {
  await prepared(
    manager,
    `insert into registry.vital_event (id, region, number, version, effects, record)
     values ($1::uuid, $2, $3, $4, $5, $6)
     on conflict (id) do update set version = excluded.version, effects = excluded.effects, record = excluded.record`,
    [record.id, record.office, record.number, version, JSON.stringify(effects), JSON.stringify(record)],
  );
}

/** Is the number taken at this office? */
export async function isNumberUsed(manager: EntityManager, { office, number }: VitalEvent): Promise<boolean> {
  const { rows } = await prepared(manager, 'select from registry.vital_event where region = $1 and number = $2', [
    office,
    number,
  ]);
  return rows.length > 0;
}

/** The event of this id, if it lies in the transaction's scope; locked. */
export async function lockVitalEvent(manager: EntityManager, id: string): Promise<VitalEventState | undefined> {
  if (!UUID.test(id)) return undefined;
  const { rows } = await prepared<VitalEventRow>(
    manager,
    'select version, effects, record from registry.vital_event where id = $1::uuid for update',
    [id],
  );
  return rows[0] && toState(rows[0]);
}

export async function findVitalEvent(manager: EntityManager, id: string): Promise<VitalEventState | undefined> {
  if (!UUID.test(id)) return undefined;
  const { rows } = await prepared<VitalEventRow>(
    manager,
    'select version, effects, record from registry.vital_event where id = $1::uuid',
    [id],
  );
  return rows[0] && toState(rows[0]);
}

function toState({ version, effects, record }: VitalEventRow): VitalEventState {
  return {
    version: Number(version),
    effects: JSON.parse(effects) as Effect[],
    record: JSON.parse(record) as VitalEvent,
  };
}
