import type { Scope, ScopedDatabase } from '@satudata/service-kit';
import { canonicalJson } from '../entry/canonical-json.js';
import type { SignedCheckpoint } from '../sequencer/checkpoint.js';

const PAGE = 1_000;

interface NumberedEntry {
  readonly number: string;
  readonly content: string;
  readonly hash: string;
}

/**
 * The trail up to its last checkpoint as NDJSON, in the caller's scope, each line in canonical form: first `head`, the last checkpoint; then
 * the entries from number 1, and after each that a checkpoint ends at, that checkpoint. So the first line says how the
 * last must read, and every byte of what lies between is bound by a signature. Holds one page at a time.
 */
export async function* exportLines(
  database: ScopedDatabase,
  scope: Scope,
  last: SignedCheckpoint,
): AsyncGenerator<string> {
  yield `${canonicalJson({ head: last.jws })}\n`;
  for (let after = 0; after < last.through;) {
    const { entries, checkpoints } = await readPage(database, scope, after, last.through);
    for (const { number, content, hash } of entries) {
      // As `canonicalJson` would say it: the content is canonical already.
      yield `{"entry":${content},"hash":"${hash}","number":${number}}\n`;
      const jws = checkpoints.get(number);
      if (jws) yield `${canonicalJson({ checkpoint: jws })}\n`;
    }
    const end = entries.at(-1);
    if (!end) throw new Error(`the trail ends before number ${last.through}, which was signed`);
    after = Number(end.number);
  }
}

function readPage(database: ScopedDatabase, scope: Scope, after: number, through: number) {
  return database.inScope(scope, async (manager) => {
    const entries = await manager.query<NumberedEntry[]>('select * from trail.page($1, $2, $3)', [
      after,
      through,
      PAGE,
    ]);
    const checkpoints = await manager.query<{ through: string; jws: string }[]>(
      'select through, jws from trail.checkpoint where through > $1 and through <= $2',
      [after, entries.at(-1)?.number ?? after],
    );
    return { entries, checkpoints: new Map(checkpoints.map((one) => [one.through, one.jws])) };
  });
}
