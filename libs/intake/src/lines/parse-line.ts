import { isUtf8 } from 'node:buffer';
import { validateRecord } from '@satudata/contracts';
import { rejected, type Verdict } from '../verdict.js';
import type { Line } from './split-lines.js';

export type ParsedLine<Submission> =
  { readonly ok: true; readonly submission: Submission } | { readonly ok: false; readonly verdict: Verdict };

/** A file of another kind can break a rule with each of its thousand columns; the first tell that as well as all. */
const MOST_ERRORS = 50;

/** One NDJSON line -> a submission valid in form, or the verdict that refuses it. */
export function parseLine<Submission extends object>(line: Line, type: new () => Submission): ParsedLine<Submission> {
  if (line.tooLong) return refuse('line.length');
  if (!isUtf8(line.bytes)) return refuse('text.utf8');
  const text = line.bytes.toString('utf8').trim();
  if (text === '') return refuse('line.empty');
  const plain = parseJson(text);
  if (plain === undefined) return refuse('line.json');
  const result = validateRecord(type, plain);
  if (result.ok) return { ok: true, submission: result.value };
  const errors = result.errors.slice(0, MOST_ERRORS).map(({ pointer, rule }) => ({ pointer, rule }));
  return { ok: false, verdict: rejected(...errors) };
}

function refuse(rule: string): { ok: false; verdict: Verdict } {
  return { ok: false, verdict: rejected({ pointer: '', rule }) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
