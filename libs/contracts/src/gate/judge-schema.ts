import type { JsonSchema } from '../field/field.js';
import { schemaText } from '../schema/json-schema.js';
import { checkHistory, type HistoryConflict } from './compatibility.js';

/** What the gate finds for one topic: the records and the published schemas agree, differ lawfully, or contradict. */
export type SchemaJudgement =
  | { readonly kind: 'current' }
  | { readonly kind: 'drifted'; readonly revision: number }
  | { readonly kind: 'incompatible'; readonly revision: number; readonly conflicts: readonly HistoryConflict[] };

/** `published` holds the committed texts of v1.1, v1.2, …; `revision` is the one judged, or the one to publish. */
export function judgeSchema(published: readonly string[], generated: JsonSchema): SchemaJudgement {
  const schemas = published.map((text) => JSON.parse(text) as JsonSchema);
  const broken = firstBrokenRevision(schemas);
  if (broken) return broken;
  if (published.at(-1) === schemaText(generated)) return { kind: 'current' };
  const revision = published.length + 1;
  const conflicts = checkHistory(schemas, generated);
  return conflicts.length > 0 ? { kind: 'incompatible', revision, conflicts } : { kind: 'drifted', revision };
}

/** A revision added by hand is held to the same law as one the gate writes. */
function firstBrokenRevision(schemas: readonly JsonSchema[]): SchemaJudgement | undefined {
  for (const [index, schema] of schemas.entries()) {
    const conflicts = checkHistory(schemas.slice(0, index), schema);
    if (conflicts.length > 0) return { kind: 'incompatible', revision: index + 1, conflicts };
  }
  return undefined;
}
