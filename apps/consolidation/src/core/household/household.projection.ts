import { addTodo, type FoldOutcome, type Projection } from '@satudata/inbox';
import type { EntityManager } from 'typeorm';
import { countInto, CUBES } from '../../cube/cube.js';
import { factsOf } from '../../raw/record-fact.js';
import { storeRecords } from '../../raw/store-records.js';
import { understandHousehold, type HouseholdFact } from './household-fact.js';
import { removeHouseholds, storeHouseholds } from './store-households.js';

export const householdProjection: Projection<HouseholdFact> = {
  understand: understandHousehold,

  async fold(manager: EntityManager, facts: readonly HouseholdFact[]): Promise<FoldOutcome> {
    const advanced = await storeRecords(manager, 'family-card', facts);
    const standing = advanced.filter((fact) => !fact.deleted);
    const gone = advanced.filter((fact) => fact.deleted);
    const households = standing.map(({ household }) => household);
    const [applied] = await Promise.all([
      countInto(manager, CUBES.family, factsOf(advanced, facts)),
      storeHouseholds(manager, standing),
      removeHouseholds(manager, gone),
      addTodo(manager, 'household', households),
    ]);
    return { applied, stale: facts.length - applied };
  },
};
