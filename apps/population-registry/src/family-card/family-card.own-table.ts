import type { FamilyCard } from '@satudata/contracts';
import type { OwnTable } from '@satudata/outbox';
import { saveFamilyCards } from './family-card.store.js';

/** Family cards as reconciliation sees them; what a sender declared of one is not in the log, so it is not put back. */
export const familyCardTable: OwnTable = {
  entity: 'family-card',
  table: 'registry.family_card',

  async putBack(manager, record, version) {
    await saveFamilyCards(manager, [{ version, declared: {}, record: record as FamilyCard }]);
  },
};
