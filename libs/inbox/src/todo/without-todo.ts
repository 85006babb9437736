import type { Projection } from '../events/projection.js';
import { workFor } from './todo.js';

/** The same projection, leaving nothing for step 2: for whoever does all of step 2 at once afterwards. */
export function withoutTodo(projection: Projection): Projection {
  return {
    understand: (event) => projection.understand(event),
    async fold(manager, facts) {
      await workFor(manager, NOBODY);
      return projection.fold(manager, facts);
    },
  };
}

/** What is left to do for this consumer is not kept. */
export const NOBODY = '';
