import { randomUUID } from 'node:crypto';
import { regencyOf, topicOf, type ChangeEvent, type EntityName } from '@satudata/contracts';
import { encodeHeaders } from '@satudata/event-log';
import type { PersonSubmission } from '@satudata/synthetic-province';

/** An event of the registry as its outbox holds it and its relay sends it. */
export interface InventedEvent {
  readonly topic: string;
  readonly entity: EntityName;
  readonly key: string;
  readonly tx: string;
  readonly region: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
}

const AT = '2026-06-30T02:00:00Z';
const BATCH = randomUUID();

/** A person said for the first time. */
export function personEvent(person: PersonSubmission): InventedEvent {
  const key = randomUUID();
  const { village } = person.residence.address;
  return firstEvent('person', key, village, { id: key, ...person });
}

/** The least that others may know of the same person. */
export function statusEvent({ key }: InventedEvent, { nik, status, residence }: PersonSubmission): InventedEvent {
  const { village } = residence.address;
  return firstEvent('person-status', key, village, { id: key, nik, status, village, since: residence.since });
}

function firstEvent(entity: EntityName, key: string, village: string, record: object): InventedEvent {
  const tx = randomUUID();
  const type = `${entity}.recorded`;
  const value: ChangeEvent = { version: 1, change: { type, at: AT }, record };
  const headers = encodeHeaders({
    id: tx,
    source: 'population-registry',
    entity,
    changeType: type,
    subject: key,
    recordedAt: AT,
    version: 1,
    tx,
    part: 1,
    parts: 1,
    batch: BATCH,
  });
  return {
    topic: topicOf('population-registry', entity),
    entity,
    key,
    tx,
    region: regencyOf(village),
    headers: { ...headers },
    value: JSON.stringify(value),
  };
}
