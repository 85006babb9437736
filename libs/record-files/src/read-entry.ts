import { validateRecord } from '@satudata/contracts';
import type { Entry, Remark } from './entry.js';
import { readAsWritten } from './written/read-as-written.js';

export type ReadEntry<Submission> =
  | { readonly ok: true; readonly submission: Submission; readonly warnings: readonly Remark[] }
  | { readonly ok: false; readonly errors: readonly Remark[] };

/** A file of another kind can break a rule with each of its thousand columns; the first tell that as well as all. */
const MOST_ERRORS = 50;

/** One entry -> a submission valid in form, or every rule of form that it breaks. */
export function readEntry<Submission extends object>(
  entry: Pick<Entry, 'read'>,
  type: new () => Submission,
): ReadEntry<Submission> {
  const written = entry.read();
  if ('rule' in written) return { ok: false, errors: [{ pointer: '', rule: written.rule }] };
  const { warnings, lost } = readAsWritten(type, written.plain);
  const result = validateRecord(type, written.plain);
  if (result.ok) return { ok: true, submission: result.value, warnings: [...written.warnings, ...warnings] };
  const errors = result.errors.slice(0, MOST_ERRORS);
  return { ok: false, errors: errors.map(({ pointer, rule }) => ({ pointer, rule: lost.get(pointer) ?? rule })) };
}
