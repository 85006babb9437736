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
    const standing = advanced.filter((fact) => !fact.deleted);
    const gone = advanced.filter((fact) => fact.deleted);
    const [applied] = await Promise.all([
      countInto(manager, CUBES.population, factsOf(advanced, facts)),
      storePersons(manager, standing).then((changed) => addTodo(manager, 'person', changed)),
      removePersons(manager, gone).then((persons) => addTodo(manager, 'person-gone', persons)),
    ]);
    return { applied, stale: facts.length - applied };
  },
};
