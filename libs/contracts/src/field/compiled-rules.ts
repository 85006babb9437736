import type { RuleName } from '../rules/rule-words.js';
import { toldName } from '../told-name.js';
import { fieldsOf, type Check, type Class } from './field.js';

/** A broken rule and where: JSON Pointer. */
export interface Breach {
  readonly pointer: string;
  readonly rule: RuleName;
}

interface CompiledField {
  readonly name: string;
  readonly optional: boolean;
  readonly checks: readonly Check[];
  readonly nested: (() => Class) | undefined;
}

interface CompiledRules {
  readonly fields: readonly CompiledField[];
  readonly names: ReadonlySet<string>;
}

const compiled = new WeakMap<Class, CompiledRules>();

/**
 * Plain JSON -> an instance of the class without nulls; what it breaks is added to `into`, and the instance is then
 * of no use. The rules of a class are gathered once: to gather them for each record, as class-validator does, costs
 * more than to ask them.
 */
export function judge(type: Class, plain: object, pointer: string, into: Breach[]): object {
  const { fields, names } = rulesOf(type);
  const record = plain as Record<string, unknown>;
  for (const name in record) {
    if (!names.has(name)) into.push({ pointer: `${pointer}/${toldName(name)}`, rule: 'field.unknown' });
  }
  // Not `new`: declared fields that are absent would be there, as undefined.
  const value = Object.create(type.prototype as object) as Record<string, unknown>;
  for (const field of fields) {
    const given = record[field.name];
    if (given !== undefined && given !== null) value[field.name] = judgeField(field, given, pointer, into);
    else if (!field.optional) into.push({ pointer: `${pointer}/${field.name}`, rule: 'required' });
  }
  return value;
}

function judgeField({ name, checks, nested }: CompiledField, given: unknown, above: string, into: Breach[]): unknown {
  const broken = checks.find((check) => !isHeld(check, given))?.rule;
  if (!nested) {
    if (broken) into.push({ pointer: `${above}/${name}`, rule: broken });
    return given;
  }
  const pointer = `${above}/${name}`;
  const inside: Breach[] = [];
  const value = typeof given === 'object' ? judgeMember(nested(), given, pointer, inside) : given;
  // What is no list has no members to judge, and a member that is no object is named more closely by its own breach.
  if (broken && (broken !== 'type.object' || inside.length === 0)) into.push({ pointer, rule: broken });
  if (broken !== 'type.list') into.push(...inside);
  return value;
}

function judgeMember(type: Class, given: unknown, pointer: string, into: Breach[]): unknown {
  if (Array.isArray(given)) return given.map((member, at) => judgeMember(type, member, `${pointer}/${at}`, into));
  if (typeof given === 'object' && given !== null) return judge(type, given, pointer, into);
  into.push({ pointer, rule: 'type.object' });
  return given;
}

function isHeld({ holds, each }: Check, given: unknown): boolean {
  return each && Array.isArray(given) ? given.every(holds) : holds(given);
}

function rulesOf(type: Class): CompiledRules {
  const known = compiled.get(type);
  if (known) return known;
  const fields = fieldsOf(type).map(({ name, optional, checks, nested }) => ({ name, optional, checks, nested }));
  const made = { fields, names: new Set(fields.map(({ name }) => name)) };
  compiled.set(type, made);
  return made;
}
