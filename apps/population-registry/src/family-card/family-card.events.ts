import { regencyOf } from '@satudata/contracts';
import type { SourceEvent } from '@satudata/outbox';
import type { FamilyCardDecision } from './family-card.rules.js';

/** What the registry says of one change of a card. */
export function familyCardEvent({ type, at, state }: NonNullable<FamilyCardDecision['change']>): SourceEvent {
  const { record, version } = state;
  return {
    entity: 'family-card',
    entityId: record.id,
    version,
    type,
    at,
    record,
    region: regencyOf(record.address.village),
  };
}
