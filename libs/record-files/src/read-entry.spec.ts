import { PersonSubmission, RULE_WORDS } from '@satudata/contracts';
import { aPerson } from '@satudata/testing';
import fc from 'fast-check';
import { readLine } from './ndjson/ndjson-entries.js';
import { readEntry } from './read-entry.js';
import { FILE_RULES } from './rule-words.js';

const parse = (text: string | Buffer, tooLong = false) =>
  readEntry({ read: () => readLine({ bytes: Buffer.from(text as string), tooLong }) }, PersonSubmission);

const errorsOf = (text: string | Buffer, tooLong = false) => {
  const parsed = parse(text, tooLong);
  return parsed.ok ? [] : parsed.errors.map(({ pointer, rule }) => `${pointer} ${rule}`);
};
const good = JSON.stringify(aPerson());
const withField = (name: string, json: string) => `${good.slice(0, -1)},"${name}":${json}}`;

describe('a line', () => {
  it('that is lawful becomes a submission', () => {
    const parsed = parse(good);
    expect(parsed.ok && parsed.submission).toBeInstanceOf(PersonSubmission);
    expect(parsed.ok && { ...parsed.submission }).toMatchObject({ nik: aPerson().nik });
  });

  it.each([
    ['a carriage return', `${good}\r`],
    ['blanks around it', `  ${good}\t `],
    ['a byte order mark', `\ufeff${good}`],
    ['nulls for what is absent', withField('bloodType', 'null')],
  ])('is taken with %s', (_, text) => expect(parse(text).ok).toBe(true));

  it.each<[what: string, error: string, text: string | Buffer]>([
    ['cut short', ' line.json', good.slice(0, -10)],
    ['two records', ' line.json', good + good],
    ['nothing', ' line.empty', ''],
    ['only a carriage return', ' line.empty', '\r'],
    ['broken UTF-8', ' text.utf8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['a NUL byte', ' line.json', `${good.slice(0, -1)}\u0000}`],
    ['a list', ' type.object', `[${good}]`],
    ['a number', ' type.object', '1809101708900001'],
    ['null', ' type.object', 'null'],
    ['an unknown field', '/alamat field.unknown', withField('alamat', '"x"')],
    ['__proto__', '/__proto__ field.unknown', withField('__proto__', '{"status":"deceased"}')],
    ['constructor', '/constructor field.unknown', withField('constructor', '{}')],
    ['an escaped NUL', '/birthPlace text.clean', withField('birthPlace', '"HA\\u0000NURA"')],
    ['a lone surrogate', '/birthPlace text.clean', withField('birthPlace', '"HANURA\\ud800"')],
    ['a NIK as a number of 15 digits', '/nik nik.digits', withField('nik', '180910170890001')],
  ])('that is %s is refused by%s', (_, error, text) => expect(errorsOf(text)).toEqual([error]));

  it('that was too long is refused whatever its beginning says', () => {
    expect(errorsOf(good, true)).toEqual([' line.length']);
  });

  it.each([
    ['lists', '['.repeat(5_000) + ']'.repeat(5_000), ' type.object'],
    ['unclosed lists', '['.repeat(200_000), ' line.json'],
  ])('of 5,000 and more nested %s is refused and harms nobody', (_, text, error) =>
    expect(errorsOf(text)).toEqual([error]),
  );

  it('with a field nested 5,000 deep is refused at some depth of that field', () => {
    const [error] = errorsOf(withField('street', '{"a":'.repeat(5_000) + '1' + '}'.repeat(5_000)));
    expect(error).toMatch(/^\/street(\/a)+ field\.unknown$/);
  });

  it('with thousands of unknown fields is told of the first fifty', () => {
    const columns = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`kolom${index}`, 1]));
    expect(errorsOf(JSON.stringify({ ...aPerson(), ...columns }))).toHaveLength(50);
  });

  it('of any bytes gets a verdict with words, never an exception', () => {
    const anything = fc.oneof(
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      fc.json().map((text) => Buffer.from(text)),
      fc
        .dictionary(fc.constantFrom(...Object.keys(aPerson())), fc.jsonValue())
        .map((changes) => Buffer.from(JSON.stringify({ ...aPerson(), ...changes }))),
    );
    fc.assert(
      fc.property(anything, (bytes) => {
        const parsed = parse(bytes);
        if (!parsed.ok) {
          expect(parsed.errors.length).toBeGreaterThan(0);
          for (const error of parsed.errors) expect({ ...RULE_WORDS, ...FILE_RULES }).toHaveProperty([error.rule]);
        }
      }),
      { numRuns: 500 },
    );
  });
});
