import { judge, type Breach } from './field/compiled-rules.js';
import type { Class } from './field/field.js';
import { RULE_WORDS, type RuleName } from './rules/rule-words.js';
import { toldName } from './told-name.js';
import type { Words } from './words.js';

/** One broken rule: where (RFC 6901 JSON Pointer), which, and what to tell the sender. */
export interface FieldError extends Words {
  readonly pointer: string;
  readonly rule: string;
}

export type Validated<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: FieldError[] };

/** Names every object has already: whoever copies or merges a record would reach a prototype through them. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['prototype', ...Object.getOwnPropertyNames(Object.prototype)]);
const MAX_DEPTH = 12;

/** Parsed JSON -> an instance of the record class without nulls and unknown fields, or every broken rule with its field. */
export function validateRecord<T extends object>(type: new () => T, plain: unknown): Validated<T> {
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) return failed([broken('', 'type.object')]);
  if (isHostile(plain, 0)) return failed([broken(hostileKey(plain, '', 0) ?? '', 'field.unknown')]);
  const breaches: Breach[] = [];
  const value = judge(type, plain, '', breaches) as T;
  if (breaches.length > 0) return failed(breaches.map(({ pointer, rule }) => broken(pointer, rule)));
  return { ok: true, value };
}

export function broken(pointer: string, rule: RuleName): FieldError {
  return { pointer, rule, ...RULE_WORDS[rule] };
}

function failed(errors: FieldError[]): { ok: false; errors: FieldError[] } {
  return { ok: false, errors };
}

/** Are there keys that would reach a prototype, or nesting that no record has? */
function isHostile(value: object, depth: number): boolean {
  if (depth > MAX_DEPTH) return true;
  for (const key of Object.keys(value)) {
    if (FORBIDDEN_KEYS.has(key)) return true;
    const child = (value as Record<string, unknown>)[key];
    if (typeof child === 'object' && child !== null && isHostile(child, depth + 1)) return true;
  }
  return false;
}

/** Where they are; looked for only in what is hostile, since few records are. */
function hostileKey(value: object, pointer: string, depth: number): string | undefined {
  if (depth > MAX_DEPTH) return pointer;
  for (const key of Object.keys(value)) {
    const here = `${pointer}/${toldName(key)}`;
    if (FORBIDDEN_KEYS.has(key)) return here;
    const child = (value as Record<string, unknown>)[key];
    const found = typeof child === 'object' && child !== null ? hostileKey(child, here, depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

export type { Class };
