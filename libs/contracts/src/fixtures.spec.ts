import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import addFormats from 'ajv-formats';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import type { ClockChange } from './every-source/clock.js';
import type { IntakeBatchChange } from './every-source/intake-batch.js';
import { TYPE_PREFIX } from './envelope/headers.js';
import { goldenEvents } from './fixtures.js';
import type { FamilyCardChange } from './population-registry/family-card.js';
import type { MoveChange } from './population-registry/move/move.js';
import type { PersonStatusChange } from './population-registry/person-status.js';
import type { PersonChange } from './population-registry/person.js';
import type { VitalEventChange } from './population-registry/vital-event/vital-event.js';
import { jsonSchemaOf } from './schema/json-schema.js';
import { dataSchemaOf, TOPICS, type EntityName, type TopicEntry } from './topics.js';
import { validateRecord } from './validate-record.js';

const SCHEMAS = join(__dirname, '../schemas');

function compile(schema: object): ValidateFunction {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats(ajv);
  return ajv.compile(schema);
}

const compiled = new Map<string, ValidateFunction>();
function publishedSchema({ source, entity }: TopicEntry, revision: number): ValidateFunction {
  const path = join(SCHEMAS, source, entity, `v1.${revision}.json`);
  const known = compiled.get(path) ?? compile(JSON.parse(readFileSync(path, 'utf8')) as object);
  compiled.set(path, known);
  return known;
}

function accepts(schema: ValidateFunction, value: unknown): void {
  schema(value);
  expect(schema.errors ?? []).toEqual([]);
}

const golden = TOPICS.flatMap((entry) =>
  goldenEvents(entry.source, entry.entity).map(
    (event, index) => [`${entry.topic} #${index + 1} ${event.value.change.type}`, entry, event] as const,
  ),
);

describe('a golden event', () => {
  it.each(golden)('%s is valid under the schema it was written with', (_, entry, { revision, value }) => {
    accepts(publishedSchema(entry, revision), value);
  });

  it.each(golden)('%s is valid under the schema of today', (_, entry, { value }) => {
    accepts(compile(jsonSchemaOf(entry)), value);
  });

  it.each(golden)('%s holds a record that the rules of today accept', (_, entry, { value }) => {
    expect(validateRecord(entry.record, value.record)).toMatchObject({ ok: true });
  });

  it.each(golden)('%s carries the headers of its value', (_, entry, { headers, value }) => {
    expect(headers).toMatchObject({
      ce_type: `${TYPE_PREFIX}.${entry.source}.${value.change.type}`,
      ce_dataschema: dataSchemaOf(entry.source, entry.entity),
      'satudata-version': String(value.version),
    });
    expect(JSON.stringify(headers)).not.toMatch(/[0-9]{16}/);
  });
});

/** A new kind of change does not compile until it is listed here, and fails until an event of it is golden. */
const kinds = {
  person: {
    'person.recorded': true,
    'person.born': true,
    'person.died': true,
    'person.moved': true,
    'person.departed': true,
    'person.arrived': true,
    'person.married': true,
    'person.divorced': true,
    'person.renamed': true,
    'person.corrected': true,
    'person.nik-corrected': true,
    'person.inactivated': true,
    'person.restated': true,
  } satisfies Record<PersonChange, true>,
  'person-status': {
    'person-status.changed': true,
    'person-status.restated': true,
  } satisfies Record<PersonStatusChange, true>,
  'family-card': {
    'family-card.issued': true,
    'family-card.recorded': true,
    'family-card.member-joined': true,
    'family-card.member-left': true,
    'family-card.head-changed': true,
    'family-card.address-changed': true,
    'family-card.closed': true,
    'family-card.restated': true,
  } satisfies Record<FamilyCardChange, true>,
  'vital-event': {
    'vital-event.recorded': true,
    'vital-event.annulled': true,
    'vital-event.restated': true,
  } satisfies Record<VitalEventChange, true>,
  move: {
    'move.departed': true,
    'move.arrived': true,
    'move.cancelled': true,
    'move.restated': true,
  } satisfies Record<MoveChange, true>,
  'intake-batch': {
    'intake-batch.finished': true,
    'intake-batch.cancelled': true,
  } satisfies Record<IntakeBatchChange, true>,
  clock: { 'clock.ticked': true } satisfies Record<ClockChange, true>,
} satisfies Record<EntityName, object>;

describe('the golden events of a topic', () => {
  it.each(TOPICS.map((entry) => [entry.topic, entry] as const))('%s show every kind of change', (_, entry) => {
    const shown = goldenEvents(entry.source, entry.entity).map(({ value }) => value.change.type);
    expect(new Set(shown)).toEqual(new Set(Object.keys(kinds[entry.entity])));
  });
});

describe('the schema of today', () => {
  const person = TOPICS.find(({ entity }) => entity === 'person')!;
  const schema = compile(jsonSchemaOf(person));
  const [event] = goldenEvents(person.source, person.entity);

  it('keeps what a later writer adds', () => {
    accepts(schema, { ...event!.value, later: 1, record: { ...event!.value.record, later: { deep: true } } });
  });

  it.each([
    ['a value without its record', { version: 1, change: event!.value.change }],
    ['version 0', { ...event!.value, version: 0 }],
    [
      'a change of another entity',
      { ...event!.value, change: { type: 'family-card.issued', at: '2026-01-01T00:00:00Z' } },
    ],
    ['a NIK as number', { ...event!.value, record: { ...event!.value.record, nik: 1809105708909901 } }],
    ['a deletion marked with false', { ...event!.value, deleted: false }],
  ])('refuses %s', (_, value) => {
    expect(schema(value)).toBe(false);
  });
});
