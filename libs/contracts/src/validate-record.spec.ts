import addFormats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';
import { IntakeBatch } from './every-source/intake-batch.js';
import { fieldsOf, type Class } from './field/field.js';
import { Uuid } from './field/kinds.js';
import { goldenEvents } from './fixtures.js';
import { FamilyCard, FamilyCardSubmission } from './population-registry/family-card.js';
import { Person, PersonSubmission } from './population-registry/person.js';
import { RULE_WORDS, type RuleName } from './rules/rule-words.js';
import { isCleanText } from './rules/text.js';
import { jsonSchemaOf } from './schema/json-schema.js';
import { topicEntry } from './topics.js';
import { validateRecord } from './validate-record.js';

type Plain = Record<string, unknown>;
const recordOf = (entity: 'person' | 'family-card' | 'intake-batch') =>
  goldenEvents('population-registry', entity)[0]!.value.record as Plain;
const { id: _person, formerNiks: _former, ...person } = recordOf('person');
const { id: _card, ...card } = recordOf('family-card');
const batch = recordOf('intake-batch');
const address = (person['residence'] as { address: Plain }).address;
const withAddress = (more: Plain) => ({
  ...person,
  residence: { since: '2012-03-01', address: { ...address, ...more } },
});
const without = (record: Plain, field: string) =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== field));

/** Ids of what people never see are UUIDs; no record of a source holds one yet. */
class Named {
  @Uuid({ words: { id: 'Id', en: 'Id' } })
  id!: string;
}

/** `pointer rule` of every broken rule, in order; empty when the record is lawful. */
function broken(type: Class, plain: unknown): string[] {
  const result = validateRecord(type, plain);
  return result.ok ? [] : result.errors.map(({ pointer, rule }) => `${pointer} ${rule}`);
}

function accepted(type: Class, plain: unknown): Plain {
  const result = validateRecord(type, plain);
  if (!result.ok) throw new Error(`refused: ${result.errors.map(({ pointer, rule }) => `${pointer} ${rule}`).join()}`);
  return result.value as Plain;
}

describe('a lawful record', () => {
  it('becomes an instance of its class with the same content', () => {
    const value = accepted(PersonSubmission, person);
    expect(value).toBeInstanceOf(PersonSubmission);
    expect(JSON.parse(JSON.stringify(value))).toEqual(person);
  });

  it('may leave optional fields out, or send them as null: neither travels on', () => {
    const value = accepted(PersonSubmission, { ...withAddress({ rt: null, hamlet: null }), kk: null, bloodType: null });
    expect(value).not.toHaveProperty('kk');
    expect(value).not.toHaveProperty('residence.address.rt');
    expect(JSON.stringify(value)).not.toContain('null');
  });

  it.each([
    ['a name of one word', { ...person, name: 'SUKARNO' }],
    ['an emoji in the street', withAddress({ street: 'JL. PADI 🌾' })],
    ['a NIK whose date differs from the date of birth', { ...person, birthDate: '1991-01-01' }],
    ['a temporary identifier as NIK', { ...person, nik: '0180910200499999' }],
  ])('may have %s', (_, plain) => expect(broken(PersonSubmission, plain)).toEqual([]));
});

describe('a missing field', () => {
  const types: [string, Class, Plain][] = [
    ['person', PersonSubmission, person],
    ['family card', FamilyCardSubmission, card],
    ['intake batch', IntakeBatch, batch],
  ];
  const required = types.flatMap(([name, type, plain]) =>
    fieldsOf(type)
      .filter((field) => !field.optional)
      .map((field) => [name, field.name, type, plain] as const),
  );

  it.each(required)('of a %s, %s, is told once', (_, field, type, plain) => {
    expect(broken(type, without(plain, field))).toEqual([`/${field} required`]);
    expect(broken(type, { ...plain, [field]: null })).toEqual([`/${field} required`]);
  });

  it('is told for each field of an empty record', () => {
    const names = fieldsOf(PersonSubmission).filter((field) => !field.optional);
    expect(broken(PersonSubmission, {})).toEqual(names.map(({ name }) => `/${name} required`));
  });
});

describe('a broken rule is told with its field', () => {
  const cases: [RuleName, Class, unknown, pointer: string][] = [
    ['required', PersonSubmission, { ...person, name: undefined }, '/name'],
    ['required', PersonSubmission, withAddress({ village: null }), '/residence/address/village'],
    ['field.unknown', PersonSubmission, { ...person, nikk: '1' }, '/nikk'],
    ['field.unknown', PersonSubmission, { ...person, foo: null }, '/foo'],
    ['field.unknown', PersonSubmission, withAddress({ 'a/b~c': 1 }), '/residence/address/?'],
    ['field.unknown', PersonSubmission, { ...person, id: 'x' }, '/id'],
    ['type.text', PersonSubmission, { ...person, birthPlace: 5 }, '/birthPlace'],
    ['type.integer', PersonSubmission, { ...person, sourceVersion: '5' }, '/sourceVersion'],
    ['type.integer', PersonSubmission, { ...person, sourceVersion: 1.5 }, '/sourceVersion'],
    [
      'type.integer',
      PersonSubmission,
      JSON.parse(JSON.stringify({ ...person, sourceVersion: 9 }).replace('9}', '1e999}')),
      '/sourceVersion',
    ],
    ['type.object', PersonSubmission, [person], ''],
    ['type.object', PersonSubmission, 'person', ''],
    ['type.object', PersonSubmission, null, ''],
    ['type.object', PersonSubmission, { ...person, residence: 'HANURA' }, '/residence'],
    ['type.object', PersonSubmission, { ...person, residence: [person['residence']] }, '/residence'],
    ['type.object', FamilyCardSubmission, { ...card, members: [null] }, '/members/0'],
    ['type.list', FamilyCardSubmission, { ...card, members: { 0: {} } }, '/members'],
    ['type.list', Person, { ...person, id: 'x', formerNiks: '1809105708909901' }, '/formerNiks'],
    ['text.clean', PersonSubmission, withAddress({ street: 'JL.\u0000' }), '/residence/address/street'],
    ['text.clean', PersonSubmission, withAddress({ street: 'JL. \ud83c' }), '/residence/address/street'],
    ['text.length', PersonSubmission, withAddress({ street: 'x'.repeat(121) }), '/residence/address/street'],
    ['text.length', PersonSubmission, { ...person, birthPlace: '' }, '/birthPlace'],
    ['integer.range', PersonSubmission, { ...person, sourceVersion: 0 }, '/sourceVersion'],
    ['uuid.form', Named, { id: 'x'.repeat(36) }, '/id'],
    ['list.length', FamilyCardSubmission, { ...card, members: [] }, '/members'],
    ['nik.digits', PersonSubmission, { ...person, nik: '180910570890990' }, '/nik'],
    ['nik.digits', PersonSubmission, { ...person, nik: 1809105708909901 }, '/nik'],
    ['nik.digits', Person, { ...person, id: 'x', formerNiks: ['1'] }, '/formerNiks'],
    ['nik.digits', FamilyCardSubmission, { ...card, members: [{ nik: '1', relation: '1' }] }, '/members/0/nik'],
    ['nik.date', PersonSubmission, { ...person, nik: '1809106902010001' }, '/nik'],
    ['kk.digits', PersonSubmission, { ...person, kk: '18091' }, '/kk'],
    ['kk.date', PersonSubmission, { ...person, kk: '1809105708909901' }, '/kk'],
    ['name.letters', PersonSubmission, { ...person, name: 'BUDI 2' }, '/name'],
    ['name.letters', PersonSubmission, { ...person, name: ['BUDI'] }, '/name'],
    ['date.calendar', PersonSubmission, { ...person, birthDate: '1990' }, '/birthDate'],
    ['instant.rfc3339', PersonSubmission, { ...person, changedAt: '2026-01-05' }, '/changedAt'],
    ['region.village', PersonSubmission, withAddress({ village: '1809102004' }), '/residence/address/village'],
    ['code.list', PersonSubmission, { ...person, religion: '8' }, '/religion'],
    ['code.list', PersonSubmission, { ...person, sex: 'toString' }, '/sex'],
    ['rt-rw.digits', PersonSubmission, withAddress({ rt: '3' }), '/residence/address/rt'],
  ];

  it.each(cases)('%s (case %#)', (rule, type, plain, pointer) => {
    expect(broken(type, plain)).toEqual([`${pointer} ${rule}`]);
  });

  it('for every rule there is', () => {
    expect(new Set(cases.map(([rule]) => rule))).toEqual(new Set(Object.keys(RULE_WORDS)));
  });

  it('in Indonesian and in English', () => {
    for (const { id, en } of Object.values(RULE_WORDS)) {
      expect(id.length).toBeGreaterThan(10);
      expect(en.length).toBeGreaterThan(10);
      expect(id).not.toBe(en);
    }
    expect(validateRecord(PersonSubmission, { ...person, nik: '1' })).toMatchObject({
      errors: [{ id: 'NIK harus 16 angka.', en: 'A NIK has 16 digits.' }],
    });
  });

  it('without the value that broke it', () => {
    const result = validateRecord(PersonSubmission, { ...person, nik: '180910570890990', name: 'BUDI 2' });
    expect(JSON.stringify(result)).not.toMatch(/180910570890990|BUDI/);
  });
});

describe('a hostile record', () => {
  const inherited = ['prototype', ...Object.getOwnPropertyNames(Object.prototype)];
  const parsed = (key: string, record: Plain) =>
    JSON.parse(JSON.stringify(record).replace('{', `{"${key}":{},`)) as unknown;

  it.each(inherited)('has no field named %s, neither on top nor inside', (key) => {
    expect(broken(PersonSubmission, parsed(key, person))).toEqual([`/${key} field.unknown`]);
    const inside = { ...person, residence: { since: '2012-03-01', address: parsed(key, address) } };
    expect(broken(PersonSubmission, inside)).toEqual([`/residence/address/${key} field.unknown`]);
  });

  it('leaves the prototype of all objects as it was', () => {
    validateRecord(PersonSubmission, JSON.parse('{"__proto__":{"polluted":true}}'));
    expect({}).not.toHaveProperty('polluted');
  });

  it.each([
    ['objects', '{"a":', '}'],
    ['lists', '[', ']'],
  ])('does not overflow the stack with %s 5,000 deep', (_, open, close) => {
    const deep = JSON.parse(`${open.repeat(5_000)}1${close.repeat(5_000)}`) as unknown;
    expect(broken(PersonSubmission, { ...person, residence: deep })).toHaveLength(1);
  });

  it('gets answers that any database can hold, whatever it calls its fields', () => {
    const result = validateRecord(PersonSubmission, { ...person, [`a\u0000\ud800${'x'.repeat(9_999)}`]: 1 });
    const pointer = result.ok ? '' : result.errors[0]!.pointer;
    expect(isCleanText(pointer)).toBe(true);
    expect(pointer.length).toBeLessThan(100);
  });

  it.each([
    ['on top', (nik: string) => ({ ...person, [nik]: {} })],
    ['inside', (nik: string) => withAddress({ [nik]: 1 })],
    ['on the way down', (nik: string) => ({ ...person, [nik]: { constructor: 1 } })],
  ])('of people by their NIK is refused without a word of who they are, %s', (_, by) => {
    const result = validateRecord(PersonSubmission, by('1809105708909902'));
    expect(result).toMatchObject({ ok: false, errors: [{ rule: 'field.unknown' }] });
    expect(JSON.stringify(result)).not.toContain('180910570890');
  });
});

describe('any JSON at all', () => {
  const types = [PersonSubmission, Person, FamilyCardSubmission, FamilyCard, IntakeBatch];

  it('is accepted or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...types), (plain, type) => {
        const result = validateRecord(type as Class, plain);
        if (!result.ok)
          expect(result.errors.every(({ pointer }) => pointer === '' || pointer.startsWith('/'))).toBe(true);
      }),
    );
  });

  const ajv = new Ajv2020({ strict: true });
  addFormats(ajv);
  const schemaAccepts = ajv.compile(
    (jsonSchemaOf(topicEntry('satudata.population-registry.person.v1')!)['properties'] as { record: object }).record,
  );
  const lawful = recordOf('person');
  const names = [...Object.keys(lawful), 'unknown', 'deathDate'];
  const hostile = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(null, '', '1809105708909901', '2026-02-28', '1', 'deceased', 'A'),
  );

  it('that the rules accept is valid under the published schema, holds no null and no field of its own', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), hostile, { maxKeys: 2 }), (damage) => {
        const result = validateRecord(Person, { ...lawful, ...damage });
        if (!result.ok) return;
        expect(schemaAccepts(result.value)).toBe(true);
        expect(Object.values(result.value)).not.toContain(null);
        expect(Object.keys(result.value).filter((name) => !names.includes(name) || name === 'unknown')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
