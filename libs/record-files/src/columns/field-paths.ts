import { fieldsOf, type Class } from '@satudata/contracts';

export interface FieldPath {
  readonly path: string;
  readonly steps: readonly string[];
  /** Absent only if an object above it is absent, too. */
  readonly isRequired: boolean;
  readonly isInteger: boolean;
}

/** Every field of a record class that holds one value; lists cannot stand in a row. */
export function fieldPaths(type: Class, above: readonly string[] = [], isRequired = true): FieldPath[] {
  return fieldsOf(type).flatMap(({ name, schema, nested, optional }) => {
    const steps = [...above, name];
    const required = isRequired && !optional;
    if (schema.type === 'array') return [];
    if (nested) return fieldPaths(nested(), steps, required);
    return [{ path: steps.join('.'), steps, isRequired: required, isInteger: schema.type === 'integer' }];
  });
}
