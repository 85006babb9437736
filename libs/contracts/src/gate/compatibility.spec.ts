import type { JsonSchema } from '../field/field.js';
import { checkHistory, incompatibilities } from './compatibility.js';

const text: JsonSchema = { type: 'string', minLength: 1, maxLength: 60 };
const count: JsonSchema = { type: 'integer', minimum: 0, maximum: 100 };
const street: JsonSchema = { type: 'object', required: ['street'], properties: { street: text, hamlet: text } };
const members: JsonSchema = { type: 'array', minItems: 1, maxItems: 60, items: street };
const sex: JsonSchema = { type: 'string', enum: ['L', 'P'], description: 'Jenis kelamin / Sex' };

const fields = {
  nik: { type: 'string', pattern: '^[0-9]{16}$' },
  name: text,
  sex,
  born: { type: 'string', format: 'date' },
  lines: count,
  address: street,
  members,
  note: text,
} satisfies Record<string, JsonSchema>;
const required = ['nik', 'name', 'sex', 'born', 'lines', 'address', 'members'];

function record(properties: Record<string, JsonSchema>, demanded: readonly string[] = required): JsonSchema {
  return { $id: 'urn:example', title: 'Example', type: 'object', required: demanded, properties };
}
const without = (name: keyof typeof fields): Record<string, JsonSchema> =>
  Object.fromEntries(Object.entries(fields).filter(([field]) => field !== name));

const published = record(fields);

describe('a change that some event or some reader would not survive', () => {
  it.each<[change: string, later: JsonSchema, pointer: string]>([
    ['a new required field', record({ ...fields, kk: text }, [...required, 'kk']), '/properties/kk'],
    [
      'a required field removed',
      record(
        without('name'),
        required.filter((f) => f !== 'name'),
      ),
      '/properties/name',
    ],
    ['an optional field made required', record(fields, [...required, 'note']), '/properties/note'],
    [
      'a required field made optional',
      record(
        fields,
        required.filter((f) => f !== 'name'),
      ),
      '/properties/name',
    ],
    ['text become number', record({ ...fields, name: { ...text, type: 'integer' } }), '/properties/name/type'],
    [
      'text become text or null',
      record({ ...fields, name: { ...text, type: ['string', 'null'] as never } }),
      '/properties/name/type',
    ],
    ['a code added', record({ ...fields, sex: { ...sex, enum: ['L', 'P', 'X'] } }), '/properties/sex/enum'],
    ['a code removed', record({ ...fields, sex: { ...sex, enum: ['L'] } }), '/properties/sex/enum'],
    ['a code renamed', record({ ...fields, sex: { ...sex, enum: ['1', '2'] } }), '/properties/sex/enum'],
    ['a code list opened to any text', record({ ...fields, sex: { type: 'string' } }), '/properties/sex/enum'],
    [
      'a pattern changed',
      record({ ...fields, nik: { type: 'string', pattern: '^[0-9]{15,16}$' } }),
      '/properties/nik/pattern',
    ],
    ['a pattern dropped', record({ ...fields, nik: { type: 'string' } }), '/properties/nik/pattern'],
    [
      'a date become an instant',
      record({ ...fields, born: { type: 'string', format: 'date-time' } }),
      '/properties/born/format',
    ],
    ['a format dropped', record({ ...fields, born: { type: 'string' } }), '/properties/born/format'],
    ['a longer text', record({ ...fields, name: { ...text, maxLength: 120 } }), '/properties/name/maxLength'],
    ['a shorter text', record({ ...fields, name: { ...text, maxLength: 40 } }), '/properties/name/maxLength'],
    ['an empty text allowed', record({ ...fields, name: { ...text, minLength: 0 } }), '/properties/name/minLength'],
    ['a smaller minimum', record({ ...fields, lines: { ...count, minimum: -1 } }), '/properties/lines/minimum'],
    ['a larger maximum', record({ ...fields, lines: { ...count, maximum: 101 } }), '/properties/lines/maximum'],
    ['a longer list', record({ ...fields, members: { ...members, maxItems: 61 } }), '/properties/members/maxItems'],
    [
      'an empty list allowed',
      record({ ...fields, members: { ...members, minItems: 0 } }),
      '/properties/members/minItems',
    ],
    [
      'list members of another type',
      record({ ...fields, members: { ...members, items: text } }),
      '/properties/members/items/type',
    ],
    [
      'a rule on list members dropped',
      record({ ...fields, members: { type: 'array', minItems: 1, maxItems: 60 } }),
      '/properties/members/items/type',
    ],
    [
      'a required field inside an object',
      record({ ...fields, address: { ...street, required: ['street', 'hamlet'] } }),
      '/properties/address/properties/hamlet',
    ],
    [
      'a changed field inside list members',
      record({ ...fields, members: { ...members, items: { ...street, properties: { ...fields, street: count } } } }),
      '/properties/members/items/properties/street/type',
    ],
    ['an object closed to unknown fields', { ...published, additionalProperties: false }, '/additionalProperties'],
    ['another address of the schema', { ...published, $id: 'urn:other' }, '/$id'],
    [
      'a keyword the check does not know',
      record({ ...fields, name: { ...text, contentEncoding: 'base64' } }),
      '/properties/name/contentEncoding',
    ],
  ])('%s is refused, in both directions', (_change, later, pointer) => {
    for (const found of [incompatibilities(published, later), incompatibilities(later, published)]) {
      expect(found.map((conflict) => conflict.pointer)).toContain(pointer);
      expect(found.every(({ id, en }) => id.endsWith('.') && en.endsWith('.') && id !== en)).toBe(true);
    }
  });
});

describe('a change that every event and every reader survives', () => {
  it.each<[change: string, later: JsonSchema]>([
    ['nothing changed', published],
    ['a new optional text', record({ ...fields, phone: text })],
    ['a new optional code', record({ ...fields, religion: { type: 'string', enum: ['1', '2'] } })],
    ['a new optional object with required fields of its own', record({ ...fields, previous: street })],
    ['a new optional list', record({ ...fields, children: members })],
    ['two new optional fields', record({ ...fields, phone: text, mail: text })],
    [
      'a new optional field inside an object',
      record({ ...fields, address: { ...street, properties: { street: text, hamlet: text, rt: text } } }),
    ],
    [
      'a new optional field inside list members',
      record({
        ...fields,
        members: { ...members, items: { ...street, properties: { street: text, hamlet: text, rt: text } } },
      }),
    ],
    ['an optional field removed', record(without('note'))],
    [
      'an optional field inside an object removed',
      record({ ...fields, address: { ...street, properties: { street: text } } }),
    ],
    ['one optional field removed and another added', record({ ...without('note'), remark: count })],
    ['better words', record({ ...fields, sex: { ...sex, description: 'Jenis kelamin menurut KK / Sex on the card' } })],
    ['words where there were none', record({ ...fields, name: { ...text, description: 'Nama / Name' } })],
    ['another title', { ...published, title: 'A better title' }],
    ['an example', record({ ...fields, name: { ...text, examples: ['CONTOH'] } })],
    ['a field marked as deprecated', record({ ...fields, note: { ...text, deprecated: true } })],
    ['fields in another order', record(Object.fromEntries(Object.entries(fields).reverse()))],
    ['required names in another order', record(fields, [...required].reverse())],
    ['codes in another order', record({ ...fields, sex: { ...sex, enum: ['P', 'L'] } })],
    [
      'a new optional field with the name of an object method',
      record({ ...fields, constructor: text, toString: text }),
    ],
  ])('%s is accepted, in both directions', (_change, later) => {
    expect(incompatibilities(published, later)).toEqual([]);
    expect(incompatibilities(later, published)).toEqual([]);
  });
});

describe('the history of a topic', () => {
  const withoutNote = record(without('note'));
  const noteAsNumber = record({ ...fields, note: count });

  it('refuses a name that comes back with another meaning, although the last revision alone would allow it', () => {
    expect(incompatibilities(withoutNote, noteAsNumber)).toEqual([]);
    const conflicts = checkHistory([published, withoutNote], noteAsNumber);
    expect(conflicts.map(({ revision, pointer }) => ({ revision, pointer }))).toContainEqual({
      revision: 1,
      pointer: '/properties/note/type',
    });
    expect(conflicts.every(({ revision }) => revision === 1)).toBe(true);
  });

  it('accepts a name that comes back as it was', () => {
    expect(checkHistory([published, withoutNote], published)).toEqual([]);
  });

  it('accepts the first revision of a new topic', () => {
    expect(checkHistory([], published)).toEqual([]);
  });
});
