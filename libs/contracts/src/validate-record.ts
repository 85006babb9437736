import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
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

/** Names every object has already: the transformer would reach a prototype through them, or drop them in silence. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['prototype', ...Object.getOwnPropertyNames(Object.prototype)]);
const MAX_DEPTH = 12;

/** Parsed JSON -> an instance of the record class without nulls and unknown fields, or every broken rule with its field. */
export function validateRecord<T extends object>(type: new () => T, plain: unknown): Validated<T> {
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) return failed([broken('', 'type.object')]);
  const hostile = hostileKey(plain, '', 0);
  if (hostile !== undefined) return failed([broken(hostile, 'field.unknown')]);
  const value = plainToInstance(type, plain, { exposeUnsetFields: false });
  const errors = validateSync(value, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  if (errors.length > 0) return failed(errors.flatMap((error) => flatten(error, '')));
  dropNulls(value);
  return { ok: true, value };
}

export function broken(pointer: string, rule: RuleName): FieldError {
  return { pointer, rule, ...RULE_WORDS[rule] };
}

function failed(errors: FieldError[]): { ok: false; errors: FieldError[] } {
  return { ok: false, errors };
}

/** An optional field sent as null is absent: no null of JSON travels on. */
function dropNulls(value: object): void {
  for (const [key, child] of Object.entries(value) as [string, unknown][]) {
    if (child === null) delete (value as Record<string, unknown>)[key];
    else if (typeof child === 'object') dropNulls(child);
  }
}

/** Keys that would reach a prototype, and nesting no record has, are refused before any library walks the value. */
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

function flatten(error: ValidationError, parent: string): FieldError[] {
  const pointer = `${parent}/${toldName(error.property)}`;
  const own = firstRule(Object.keys(error.constraints ?? {}));
  const children = (error.children ?? []).flatMap((child) => flatten(child, pointer));
  if (own === undefined) return children;
  // What is no list has no members to judge, and a member that is no object is named more closely by its own error.
  if (own === 'type.list' || children.length === 0) return [broken(pointer, own)];
  return own === 'type.object' ? children : [broken(pointer, own), ...children];
}

/** A missing value breaks every check of its field; only the first cause is worth telling. */
function firstRule(constraints: readonly string[]): RuleName | undefined {
  if (constraints.includes('whitelistValidation') || constraints.includes('unknownValue')) return 'field.unknown';
  const rules = constraints.filter((name): name is RuleName => name in RULE_WORDS);
  return rules.includes('required') ? 'required' : (rules[0] ?? (constraints.length > 0 ? 'type.object' : undefined));
}

export type { Class };
