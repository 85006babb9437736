import type { JsonSchema } from '../field/field.js';
import { TOPICS, topicEntry } from '../topics.js';
import { jsonSchemaOf, schemaText } from './json-schema.js';

const entry = topicEntry('satudata.population-registry.person.v1');
const schema = jsonSchemaOf(entry!) as JsonSchema & { properties: Record<string, JsonSchema> };
const record = schema.properties['record'] as JsonSchema & {
  required: string[];
  properties: Record<string, JsonSchema & { properties: Record<string, JsonSchema> }>;
};

describe('the schema of a topic', () => {
  it('has the address that the events carry', () => {
    expect(schema['$id']).toBe('urn:satudata:schema:population-registry.person.v1');
  });

  it('demands version, change and record, and knows a deletion', () => {
    expect(schema['required']).toEqual(['version', 'change', 'record']);
    expect(schema.properties['deleted']).toMatchObject({ const: true });
  });

  it('demands the fields that are not optional, those of the base class too', () => {
    expect(record.required).toEqual(expect.arrayContaining(['nik', 'residence', 'id', 'formerNiks']));
    expect(record.required).not.toContain('kk');
  });

  it('writes nested records in place and says each field in both languages', () => {
    expect(record.properties['residence']?.properties['address']?.['required']).toEqual(['street', 'village']);
    expect(record.properties['birthDate']).toEqual({
      type: 'string',
      format: 'date',
      description: 'Tanggal lahir / Date of birth',
    });
  });

  it.each(TOPICS.map((topic) => [topic.topic, topic] as const))('%s is open to fields of later writers', (_, topic) => {
    expect(schemaText(jsonSchemaOf(topic))).not.toContain('additionalProperties');
  });

  it('gives the same bytes every time', () => {
    expect(schemaText(jsonSchemaOf(entry!))).toBe(schemaText(schema));
  });
});
