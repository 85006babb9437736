import type { Entry } from '@satudata/record-files';
import { Problem } from '@satudata/service-kit';
import type { Batch } from './batch.js';
import { chainOf } from './chain.js';

/** A chunk to be, with the rolling hash up to its end. */
export interface Group {
  readonly entries: readonly Entry[];
  readonly chain: string;
}

/**
 * The groups after what is committed of a batch, once those before have proved to be the same as then.
 * @throws Problem `key-reused` when they are not
 */
export async function* uncommitted(
  batch: Pick<Batch, 'committedLines' | 'chain'>,
  groups: AsyncIterable<readonly Entry[]>,
): AsyncGenerator<Group> {
  let chain = '';
  let isTheSame = false;
  for await (const entries of groups) {
    const before = chain;
    chain = chainOf(before, entries);
    if ((entries.at(-1)?.lastLine ?? 0) <= batch.committedLines) continue;
    if (!isTheSame && before !== batch.chain) throw new Problem('key-reused');
    isTheSame = true;
    yield { entries, chain };
  }
  if (!isTheSame && chain !== batch.chain) throw new Problem('key-reused');
}
