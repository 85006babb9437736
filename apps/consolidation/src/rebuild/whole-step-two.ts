import { addTodo, workFor } from '@satudata/inbox';
import type { EntityManager } from 'typeorm';
import { CONSUMERS, searchPathOf } from '../generation.js';
import { stepTwo } from '../step-two.js';

type Kind = keyof typeof stepTwo;

/** Of how many subjects step 2 is done at once: enough for one pass over a table, few enough for the memory. */
const SLICE = 20_000;

/**
 * All subjects of a kind, from the tables alone. What is many is done at once; `later` is little, and may wait for
 * locks that must not be held as long as this. Nobody has gone yet of whom anything is linked.
 */
const SUBJECTS = {
  person: { when: 'at once', query: 'select id::text as subject from person' },
  'person-gone': undefined,
  household: { when: 'at once', query: 'select id::text as subject from household' },
  batch: { when: 'later', query: 'select distinct json_build_array(source, batch)::text as subject from batch_part' },
  clock: { when: 'later', query: 'select distinct source as subject from clock' },
  cube: { when: 'later', query: `select unnest(array['population', 'family']) as subject` },
} as const satisfies Record<Kind, { readonly when: 'at once' | 'later'; readonly query: string } | undefined>;

/** Does for the next generation, after its load, what step 2 would have done event by event. */
export async function doWholeStepTwo(manager: EntityManager): Promise<void> {
  await manager.query(`select set_config('search_path', $1, true)`, [searchPathOf('next').join(', ')]);
  await workFor(manager, CONSUMERS.next);
  for (const [kind, task] of Object.entries(stepTwo)) {
    const subjects = SUBJECTS[kind as Kind];
    if (!subjects) continue;
    for await (const slice of slicesOf(manager, subjects.query)) {
      if (subjects.when === 'at once') await task(manager, slice);
      else await addTodo(manager, kind, slice);
    }
  }
}

async function* slicesOf(manager: EntityManager, query: string): AsyncGenerator<string[]> {
  await manager.query(`declare subjects no scroll cursor for ${query}`);
  for (;;) {
    const rows = await manager.query<{ subject: string }[]>(`fetch ${SLICE} from subjects`);
    if (rows.length === 0) break;
    yield rows.map(({ subject }) => subject);
  }
  await manager.query('close subjects');
}
