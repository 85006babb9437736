import { fieldsOf, type Class, type FieldDeclaration, type JsonSchema } from '../field/field.js';
import { dataSchemaOf, type TopicEntry } from '../topics.js';

/**
 * JSON Schema 2020-12 of the value on a topic: `{ version, change, record, deleted? }`.
 * Objects stay open: a reader keeps what a newer writer says and an older reader does not know.
 */
export function jsonSchemaOf(entry: TopicEntry): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: dataSchemaOf(entry.source, entry.entity),
    title: entry.topic,
    description:
      'Keadaan lengkap setelah perubahan, dan apa yang terjadi / The full state after the change, and what happened',
    type: 'object',
    required: ['version', 'change', 'record'],
    properties: {
      version: {
        type: 'integer',
        minimum: 1,
        maximum: Number.MAX_SAFE_INTEGER,
        description: 'Versi, bertambah 1 per perubahan / Version, grows by 1 per change',
      },
      change: changeSchema(entry.entity),
      record: recordSchema(entry.record),
      deleted: { const: true, description: 'Keadaan terakhir sebelum dihapus / The last state before deletion' },
    },
  };
}

/** The bytes that are committed: the same schema always gives the same text. */
export function schemaText(schema: JsonSchema): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** A new kind of change must not break readers, so the type is a pattern and not a closed list. */
function changeSchema(entity: string): JsonSchema {
  return {
    type: 'object',
    required: ['type', 'at'],
    properties: {
      type: {
        type: 'string',
        pattern: `^${entity}\\.[a-z]+(-[a-z]+)*$`,
        description: 'Apa yang terjadi / What happened',
      },
      at: { type: 'string', format: 'date-time', description: 'Kapan terjadi / When it happened' },
      reason: { type: 'string', description: 'Mengapa / Why' },
    },
  };
}

function recordSchema(type: Class): JsonSchema {
  const fields = fieldsOf(type);
  return {
    type: 'object',
    required: fields.filter((field) => !field.optional).map((field) => field.name),
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])),
  };
}

function fieldSchema(field: FieldDeclaration): JsonSchema {
  const description = `${field.words.id} / ${field.words.en}`;
  if (!field.nested) return { ...field.schema, description };
  const nested = recordSchema(field.nested());
  return field.schema.type === 'array'
    ? { ...field.schema, items: nested, description }
    : { ...field.schema, ...nested, description };
}
