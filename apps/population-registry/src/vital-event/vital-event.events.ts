import type { BusinessChange, SourceEvent } from '@satudata/outbox';
import type { VitalEventChange } from '@satudata/contracts';
import { familyCardEvent } from '../family-card/family-card.events.js';
import { personEvents } from '../person/person.events.js';
import type { Changes, VitalEventState } from './vital-event.rules.js';

/** All that the registry says of one event: itself, the persons and the cards, as one change. */
export function vitalEventEvents(
  type: VitalEventChange,
  at: string,
  { version, record }: VitalEventState,
  { persons, cards }: Changes,
): BusinessChange {
  const event: SourceEvent = {
    entity: 'vital-event',
    entityId: record.id,
    version,
    type,
    at,
    record,
    region: record.office,
  };
  return [event, ...persons.flatMap(personEvents), ...cards.map(familyCardEvent)];
}
