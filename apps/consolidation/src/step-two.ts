import type { TodoTask } from '@satudata/inbox';
import { linkPersons, unlinkPersons } from './core/link/link-persons.js';
import { resolveMembers } from './core/link/resolve-members.js';
import { foldCubes } from './cube/fold-cubes.js';
import { settleBatches } from './ops/batch-arrival.js';
import { settleClocks } from './ops/clock.projection.js';
import { settleSums } from './reconciliation/settle-sums.js';

/** What step 2 does by kind of todo, in this order: everything that needs more than one entity. */
export const stepTwo = {
  person: async (manager, persons) => {
    await linkPersons(manager, persons);
    await resolveMembers(manager, { persons, households: [] });
  },
  'person-gone': async (manager, persons) => {
    await unlinkPersons(manager, persons);
    await resolveMembers(manager, { persons, households: [] });
  },
  household: (manager, households) => resolveMembers(manager, { persons: [], households }),
  batch: settleBatches,
  clock: async (manager, sources) => {
    await settleClocks(manager, sources);
    await settleSums(manager, sources);
  },
  cube: foldCubes,
} satisfies Record<string, TodoTask>;
