import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsOptional, ValidateBy, ValidateNested } from 'class-validator';
import type { RuleName } from '../rules/rule-words.js';
import type { Words } from '../words.js';

/** The part of JSON Schema 2020-12 that records use. */
export interface JsonSchema {
  readonly type?: 'string' | 'integer' | 'object' | 'array';
  readonly [keyword: string]: unknown;
}

type SchemaOrClass = JsonSchema | (() => Class);
export type Class = new () => object;

/** What one decorated property says: its schema, its words, and whether it may be absent. */
export interface FieldDeclaration {
  readonly name: string;
  readonly words: Words;
  readonly optional: boolean;
  readonly schema: JsonSchema;
  /** The class of a nested object, or of the members of a list. */
  readonly nested?: () => Class;
  /** What its value must be, in the order in which it is asked; the first that does not hold is told. */
  readonly checks: readonly Check[];
  /** What people and other systems write for a code: word in capitals -> code. */
  readonly written?: Readonly<Record<string, string>>;
}

export interface FieldOptions {
  readonly words: Words;
  readonly optional?: true;
  readonly written?: Readonly<Record<string, string>>;
}

const declarations = new WeakMap<object, FieldDeclaration[]>();

/** The fields of a record class in the order they are written, those of its base class first. */
export function fieldsOf(type: Class): readonly FieldDeclaration[] {
  const base = Object.getPrototypeOf(type.prototype) as object | null;
  const inherited = base && base !== Object.prototype ? fieldsOf(base.constructor as Class) : [];
  const own = declarations.get(type.prototype as object) ?? [];
  return [...inherited.filter((field) => !own.some((mine) => mine.name === field.name)), ...own];
}

/** A named rule of a value. */
export interface Check {
  readonly rule: RuleName;
  readonly holds: (value: unknown) => boolean;
  /** Of a list: asked of each member. */
  readonly each: boolean;
}

export function check(rule: RuleName, holds: (value: unknown) => boolean, each = false): Check {
  return { rule, holds, each };
}

function decorator({ rule, holds, each }: Check): PropertyDecorator {
  return ValidateBy({ name: rule, validator: { validate: (value: unknown) => holds(value) } }, { each });
}

/**
 * One declaration gives the type's rule, its words (OpenAPI) and its JSON Schema. The rule is given twice: to
 * `validateRecord`, and to class-validator for whoever validates with that library; a spec holds them against each other.
 */
export function declareField(
  options: FieldOptions,
  schema: SchemaOrClass,
  checks: readonly Check[],
  list?: JsonSchema,
): PropertyDecorator {
  const nested = typeof schema === 'function' ? schema : undefined;
  const plain: JsonSchema = list ?? (typeof schema === 'function' ? { type: 'object' } : schema);
  return (target, property) => {
    const field: FieldDeclaration = {
      name: String(property),
      words: options.words,
      optional: options.optional === true,
      schema: plain,
      checks,
      ...(nested && { nested }),
      ...(options.written && { written: options.written }),
    };
    declarations.set(target, [...(declarations.get(target) ?? []), field]);
    ApiProperty(openApi(field))(target, property);
    if (field.optional) IsOptional()(target, property);
    else decorator(check('required', (value) => value !== undefined && value !== null))(target, property);
    for (const one of checks) decorator(one)(target, property);
    if (!nested) return;
    Type(nested)(target, property);
    ValidateNested({ each: plain.type === 'array' })(target, property);
  };
}

function openApi(field: FieldDeclaration): object {
  const description = `${field.words.id} / ${field.words.en}`;
  const { nested } = field;
  if (nested) {
    // Swagger tells a function that answers a class from the class itself by this name, and by nothing else.
    const type = (): Class => nested();
    return { type, isArray: field.schema.type === 'array', required: !field.optional, description };
  }
  return { ...field.schema, required: !field.optional, description };
}
