import { addTodo, type FoldOutcome, type Projection } from '@satudata/inbox';
import type { EntityManager } from 'typeorm';
import { countInto, CUBES } from '../../cube/cube.js';
import { factsOf } from '../../raw/record-fact.js';
import { storeRecords } from '../../raw/store-records.js';
import { understandPerson, type PersonFact } from './person-fact.js';
import { removePersons, storePersons } from './store-persons.js';

export const personProjection: Projection<PersonFact> = {
  understand: understandPerson,

  async fold(manager: EntityManager, facts: readonly PersonFact[]): Promise<FoldOutcome> {
    const advanced = await storeRecords(manager, 'person', facts);
    const applied = await countInto(manager, CUBES.population, factsOf(advanced, facts));
    const changed = await storePersons(
      manager,
      advanced.filter((fact) => !fact.deleted),
    );
    const gone = await removePersons(
      manager,
      advanced.filter((fact) => fact.deleted),
    );
    await addTodo(manager, 'person', changed);
    await addTodo(manager, 'person-gone', gone);
    return { applied, stale: facts.length - applied };
  },
};
