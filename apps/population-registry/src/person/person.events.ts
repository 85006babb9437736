import { canonical, PersonStatus, regencyOf } from '@satudata/contracts';
import type { BusinessChange } from '@satudata/outbox';
import type { PersonDecision } from './person.rules.js';

/** What the registry says of one change: the person, and the least data others may know when that changed too. */
export function personEvents({
  type,
  at,
  state,
  statusChanged,
}: NonNullable<PersonDecision['change']>): BusinessChange {
  const { record, version, statusVersion } = state;
  const region = regencyOf(record.residence.address.village);
  const person = { entity: 'person', entityId: record.id, version, type, at, record, region };
  if (!statusChanged) return [person];
  const { village } = record.residence.address;
  const status = canonical(PersonStatus, { ...record, village, since: record.residence.since });
  return [
    person,
    {
      entity: 'person-status',
      entityId: record.id,
      version: statusVersion,
      type: 'person-status.changed',
      at,
      record: status,
      region,
    },
  ];
}
