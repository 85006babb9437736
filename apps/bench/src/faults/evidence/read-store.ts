import { topicOf } from '@satudata/contracts';
import type { Version } from '@satudata/testing';
import type { RigDatabase } from '../rig/database.js';
import type { Residents } from '../workload/workload.js';

type Reading = (value: string) => Version;

/** What the store has taken in of persons since a moment. */
export async function readTaken(
  store: RigDatabase,
  table: 'raw.record' | 'raw.history',
  since: Date,
  read: Reading,
): Promise<Version[]> {
  const rows = await store.ask<{ value: string; version: string }>(
    `select value, version from ${table} where entity = 'person' and recorded_at >= $1`,
    [since],
  );
  return rows.map(({ value, version }) => ({ ...read(value), version: Number(version) }));
}

/** Events that the store has put aside since a moment, by their place in the log. */
export async function readParked(store: RigDatabase, since: Date): Promise<{ partition: number; offset: string }[]> {
  return store.ask<{ partition: number; offset: string }>(
    `select partition, log_offset::text as offset from inbox.parked where topic = $1 and parked_at >= $2`,
    [topicOf('population-registry', 'person'), since],
  );
}

export async function readPersons(store: RigDatabase, niks: readonly string[]): Promise<Map<string, number>> {
  const rows = await store.ask<{ nik: string; version: string }>(
    'select nik, version from core.person where nik = any($1)',
    [niks],
  );
  return new Map(rows.map(({ nik, version }) => [nik, Number(version)]));
}

export async function readCounted(store: RigDatabase): Promise<Residents> {
  const rows = await store.ask<{ cell: string; persons: number }>(
    `select village || ' ' || sex as cell, persons::int as persons from read.population`,
  );
  return new Map(rows.map(({ cell, persons }) => [cell, persons]));
}

/** Members of households whose person is in the store, and who do not point to it. */
export async function readUnjoined(store: RigDatabase): Promise<number> {
  const [row] = await store.ask<{ members: number }>(
    `select count(*)::int as members from core.household_member member
      where person is null and exists (select from core.person where nik = member.nik)`,
  );
  return row?.members ?? 0;
}
