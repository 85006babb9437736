import { fieldsOf, type Class } from './field/field.js';

/**
 * A copy that holds only the declared fields of the class, in the order of their declaration, without absent ones:
 * two records that say the same become the same JSON.
 */
export function canonical<T extends object>(type: new () => T, value: object): T {
  const copy: Record<string, unknown> = {};
  for (const { name, nested } of fieldsOf(type)) {
    const member = (value as Record<string, unknown>)[name];
    if (member !== undefined && member !== null) copy[name] = nested ? canonicalMember(nested(), member) : member;
  }
  return copy as T;
}

function canonicalMember(type: Class, member: unknown): unknown {
  return Array.isArray(member) ? member.map((one: object) => canonical(type, one)) : canonical(type, member as object);
}
