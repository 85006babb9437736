import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import fc from 'fast-check';
import { IntakeBatch } from '../every-source/intake-batch.js';
import { goldenEvents } from '../fixtures.js';
import { FamilyCard, FamilyCardSubmission } from '../population-registry/family-card.js';
import { Person, PersonSubmission } from '../population-registry/person.js';
import { RULE_WORDS } from '../rules/rule-words.js';
import { toldName } from '../told-name.js';
import { judge, type Breach } from './compiled-rules.js';
import type { Class } from './field.js';

type Plain = Record<string, unknown>;
const recordOf = (entity: 'person' | 'family-card' | 'intake-batch') =>
  goldenEvents('population-registry', entity)[0]!.value.record as Plain;
const { id: _person, formerNiks: _former, ...person } = recordOf('person');
const { id: _card, ...card } = recordOf('family-card');

const LAWFUL: readonly (readonly [Class, Plain])[] = [
  [PersonSubmission, { ...person, sourceVersion: 3, changedAt: '2026-01-05T03:04:05Z' }],
  [Person, { ...recordOf('person'), formerNiks: ['1809105708909901', '1809105708909902'] }],
  [FamilyCardSubmission, card],
  [FamilyCard, recordOf('family-card')],
  [IntakeBatch, recordOf('intake-batch')],
];

/** The same rules as class-validator keeps and applies them. */
function byLibrary(type: Class, plain: Plain): { breaches: string[]; value: object } {
  const value = plainToInstance(type, plain, { exposeUnsetFields: false });
  const errors = validateSync(value, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  return { breaches: errors.flatMap((error) => flatten(error, '')).sort(), value: withoutNulls(value) };
}

function flatten(error: ValidationError, parent: string): string[] {
  const pointer = `${parent}/${toldName(error.property)}`;
  const own = firstRule(Object.keys(error.constraints ?? {}));
  const children = (error.children ?? []).flatMap((child) => flatten(child, pointer));
  if (own === undefined) return children;
  if (own === 'type.list' || children.length === 0) return [`${pointer} ${own}`];
  return own === 'type.object' ? children : [`${pointer} ${own}`, ...children];
}

function firstRule(constraints: readonly string[]): string | undefined {
  if (constraints.includes('whitelistValidation')) return 'field.unknown';
  const rules = constraints.filter((name) => name in RULE_WORDS);
  return rules.includes('required') ? 'required' : (rules[0] ?? (constraints.length > 0 ? 'type.object' : undefined));
}

function withoutNulls<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_, member: unknown) => (member === null ? undefined : member))) as T;
}

function compiled(type: Class, plain: Plain): { breaches: string[]; value: object } {
  const breaches: Breach[] = [];
  const value = judge(type, plain, '', breaches);
  return { breaches: breaches.map(({ pointer, rule }) => `${pointer} ${rule}`).sort(), value: withoutNulls(value) };
}

/** What a sender may put where something else belongs. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(null, '', 'x'.repeat(130), '1809105708909901', '2026-02-29', '1', 0, -1, 1.5, 1e21, [], {}),
  fc.constantFrom<unknown>(
    [null],
    [[]],
    [[{}]],
    [{}],
    { nik: '1' },
    [{ nik: '1', relation: '1' }],
    'A\u0000',
    '\ud800',
  ),
);
interface Damage {
  readonly at: number;
  readonly how: 'replace' | 'remove' | 'add' | 'wrap';
  readonly name: string;
  readonly value: unknown;
}
const damages = fc.array(
  fc.record<Damage>({
    at: fc.nat(200),
    how: fc.constantFrom('replace', 'replace', 'remove', 'add', 'wrap'),
    name: fc.oneof(fc.constantFrom('alamat', 'nik', 'id', 'rt'), fc.string()),
    value: anything,
  }),
  { maxLength: 4 },
);

/** Every place in a record, from the outside in. */
function placesIn(value: unknown): { readonly owner: Plain; readonly key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [{ owner: value as Plain, key }, ...placesIn(child)]);
}

function damage(plain: Plain, { at, how, name, value }: Damage): void {
  const places = placesIn(plain);
  const place = places[at % Math.max(1, places.length)];
  if (!place) return;
  const { owner, key } = place;
  if (how === 'add' && !Array.isArray(owner)) owner[name] = structuredClone(value);
  else if (how === 'remove' && !Array.isArray(owner)) delete owner[key];
  else owner[key] = how === 'wrap' ? [owner[key]] : structuredClone(value);
}

/** These are refused before any rule is asked; the library would merge them into prototypes. */
const isHostile = (plain: Plain) =>
  placesIn(plain).some(({ key }) => key === 'prototype' || Object.hasOwn(Object.prototype, key));

describe('The compiled rules of a class', () => {
  it.each(LAWFUL)('hold for a lawful %p', (type, plain) => {
    expect(compiled(type, plain).breaches).toEqual([]);
    expect(judge(type, plain, '', [])).toBeInstanceOf(type);
  });

  it('give the verdict of class-validator on whatever is wrong, and the same record when nothing is', () => {
    let refused = 0;
    fc.assert(
      fc.property(fc.constantFrom(...LAWFUL), damages, ([type, lawful], all) => {
        const plain = structuredClone(lawful);
        for (const one of all) damage(plain, one);
        fc.pre(!isHostile(plain));
        const [ours, library] = [compiled(type, plain), byLibrary(type, structuredClone(plain))];
        expect(ours.breaches).toEqual(library.breaches);
        if (library.breaches.length === 0) expect(ours.value).toEqual(library.value);
        else refused += 1;
      }),
      { numRuns: 1_500 },
    );
    expect(refused).toBeGreaterThan(500);
  });

  it('tell what is unknown first, then what is wrong in the order of the fields', () => {
    const breaches: Breach[] = [];
    judge(FamilyCardSubmission, { ...card, members: [{ relation: '1' }], extra: 1 }, '', breaches);
    expect(breaches).toEqual([
      { pointer: '/extra', rule: 'field.unknown' },
      { pointer: '/members/0/nik', rule: 'required' },
    ]);
  });
});
