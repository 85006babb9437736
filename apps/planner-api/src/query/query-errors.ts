import { Problem, type ParameterError } from '@satudata/service-kit';
import { nearestMembers } from '../nearest/nearest-members.js';
import { QUERY_RULES, type QueryRule } from './query-rules.js';

/** One broken rule of a query: which parameter, what was understood, what comes near. */
export interface QueryError extends ParameterError {
  readonly rule: QueryRule;
  /** The part that was not understood; left out when it might be something personal. */
  readonly given?: string;
  readonly nearest?: readonly string[];
}

/** Nobody mends more than this in one go, and each suggestion costs a scan. */
const MOST_ERRORS = 20;

/** What is wrong with a query, gathered while it is read, so that all of it is told at once. */
export class QueryErrors {
  private readonly found: QueryError[] = [];

  get list(): readonly QueryError[] {
    return this.found;
  }

  /** `candidates` are the valid values, or a search that finds the nearest by itself. */
  add(parameter: string, rule: QueryRule, given?: string, candidates: readonly string[] | Suggest = []): void {
    if (this.found.length >= MOST_ERRORS) return;
    const suggest = typeof candidates === 'function' ? candidates : (text: string) => nearestMembers(text, candidates);
    const nearest = given === undefined ? [] : suggest(given);
    this.found.push({
      parameter,
      rule,
      ...QUERY_RULES[rule],
      ...(given !== undefined && mayBeQuoted(given) && { given }),
      ...(nearest.length > 0 && { nearest }),
    });
  }

  /** @throws Problem `invalid-query` when anything was added */
  throwIfAny(): void {
    if (this.found.length > 0) throw new Problem('invalid-query', { errors: this.found });
  }
}

export type Suggest = (written: string) => readonly string[];

/** A NIK pasted into the wrong field must not come back in an answer that may be kept or passed on. */
function mayBeQuoted(text: string): boolean {
  return /^[\w.:-]{0,40}$/.test(text) && text.replace(/\D/g, '').length <= 10;
}
