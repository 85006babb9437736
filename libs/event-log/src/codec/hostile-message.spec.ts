import { goldenEvents } from '@satudata/contracts';
import fc from 'fast-check';
import type { LogMessage } from '../ports.js';
import { decodeEvent } from './decode.js';
import { UndecodableEvent } from './event.js';

const { headers, value } = goldenEvents('population-registry', 'person')[0]!;
const { nik, name } = value.record as { nik: string; name: string };

interface Damage {
  readonly headers?: Record<string, string | undefined>;
  readonly value?: string | Buffer;
}
function damaged({ headers: more, value: bytes }: Damage): LogMessage {
  const all = Object.entries({ ...headers, ...more }).filter(([, text]) => text !== undefined);
  return {
    offset: '7',
    key: headers.ce_subject,
    value: Buffer.from(bytes ?? JSON.stringify(value)),
    headers: Object.fromEntries(all) as Record<string, string>,
    appendedAt: 0,
  };
}
const withValue = (change: object) => ({ value: JSON.stringify({ ...value, ...change }) });

describe('a message that is no event of ours', () => {
  it.each<[string, Damage, sentence: string]>([
    [
      'no headers at all',
      { headers: Object.fromEntries(Object.keys(headers).map((key) => [key, undefined])) },
      'header ce_specversion is missing',
    ],
    ['CloudEvents of another version', { headers: { ce_specversion: '0.3' } }, 'ce_specversion is not 1.0'],
    ['no id', { headers: { ce_id: undefined } }, 'header ce_id is missing'],
    ['an empty subject', { headers: { ce_subject: '' } }, 'header ce_subject is missing'],
    [
      'a type of somebody else',
      { headers: { ce_type: 'org.example.population-registry.person.moved' } },
      'ce_type is not one of ours',
    ],
    ['a type that is too short', { headers: { ce_type: 'id.lampung.satudata.person' } }, 'ce_type is not one of ours'],
    [
      'another change in header and value',
      { headers: { ce_type: 'id.lampung.satudata.population-registry.person.died' } },
      'change in header and value differ',
    ],
    ['a time that is none', { headers: { ce_time: 'kemarin' } }, 'ce_time is not a time'],
    [
      'another version in header and value',
      { headers: { 'satudata-version': '99' } },
      'version in header and value differ',
    ],
    ['a version written otherwise', { headers: { 'satudata-version': '0x1' } }, 'version in header and value differ'],
    ['a transaction without parts', { headers: { 'satudata-tx': '7001' } }, 'header satudata-tx is malformed'],
    ['part 3 of 2', { headers: { 'satudata-tx': '7001;3/2' } }, 'header satudata-tx is malformed'],
    ['part 0', { headers: { 'satudata-tx': '7001;0/2' } }, 'header satudata-tx is malformed'],
    ['an empty value', { value: '' }, 'the value is not JSON'],
    ['a value cut short', { value: JSON.stringify(value).slice(0, -20) }, 'the value is not JSON'],
    ['a value that is not UTF-8', { value: Buffer.from([0x7b, 0xc3, 0x28, 0x7d]) }, 'the value is not UTF-8'],
    ['null', { value: 'null' }, 'the value is not {'],
    ['a list', { value: JSON.stringify([value]) }, 'the value is not {'],
    ['no record', withValue({ record: undefined }), 'the value is not {'],
    ['null as record', withValue({ record: null }), 'the value is not {'],
    ['a list as record', withValue({ record: [value.record] }), 'the value is not {'],
    ['null as change', withValue({ change: null }), 'the value is not {'],
    ['a change without a time', withValue({ change: { type: 'person.recorded' } }), 'the value is not {'],
    ['a change without a type', withValue({ change: { at: '2026-01-01T00:00:00Z' } }), 'the value is not {'],
    ['version 0', withValue({ version: 0 }), 'the value is not {'],
    ['a version as text', withValue({ version: '1' }), 'the value is not {'],
    [
      'a version beyond 2^53',
      { value: JSON.stringify(value).replace('"version":1', '"version":9007199254740993') },
      'the value is not {',
    ],
  ])('with %s is called so', (_, damage, sentence) => {
    const decode = () => decodeEvent(damaged(damage));
    expect(decode).toThrow(UndecodableEvent);
    expect(decode).toThrow(sentence);
  });

  it('is called so without a word of the person in it, however it is damaged', () => {
    const text = JSON.stringify(value);
    const anyDamage: fc.Arbitrary<Damage> = fc.oneof(
      fc.nat(text.length).map((length) => ({ value: text.slice(0, length) })),
      fc.tuple(fc.nat(text.length), fc.string({ unit: 'binary', minLength: 1 })).map(([at, more]) => ({
        value: text.slice(0, at) + more + text.slice(at),
      })),
      fc.uint8Array().map((bytes) => ({ value: Buffer.from(bytes) })),
      fc.jsonValue().map((json) => ({ value: JSON.stringify(json) })),
      fc
        .tuple(fc.constantFrom(...Object.keys(headers)), fc.constantFrom(nik, name, '', '\u0000'))
        .map(([key, bad]) => ({
          headers: { [key]: bad },
        })),
    );
    fc.assert(
      fc.property(anyDamage, (damage) => {
        try {
          decodeEvent(damaged(damage));
        } catch (error) {
          expect(error).toBeInstanceOf(UndecodableEvent);
          const told = `${(error as Error).message} ${String((error as Error).cause)}`;
          expect(told).not.toContain(nik);
          expect(told).not.toContain(name);
        }
      }),
      { numRuns: 500 },
    );
  });
});
