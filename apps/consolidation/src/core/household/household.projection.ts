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
    const applied = await countInto(manager, CUBES.family, factsOf(advanced, facts));
    const standing = advanced.filter((fact) => !fact.deleted);
    await storeHouseholds(manager, standing);
    await removeHouseholds(
      manager,
      advanced.filter((fact) => fact.deleted),
    );
    await addTodo(
      manager,
      'household',
      standing.map(({ household }) => household),
    );
    return { applied, stale: facts.length - applied };
  },
};
