import type { Person } from '@satudata/contracts';
import type { OwnTable } from '@satudata/outbox';
import { savePersons } from './person.store.js';

/** Persons as reconciliation sees them. */
export const personTable: OwnTable = {
  entity: 'person',
  table: 'registry.person',

  // What its sender declared of it is not in the log: the next submission is judged as if nothing had been declared.
  async putBack(manager, record, version) {
    const person = record as Person;
    const [{ newest }] = (await manager.query(
      `select coalesce(max(version), 0) as newest from outbox.change where entity = 'person-status' and entity_id = $1`,
      [person.id],
    )) as [{ newest: string }];
    await savePersons(manager, [{ version, statusVersion: Number(newest), declared: {}, record: person }]);
  },
};
