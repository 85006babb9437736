import { goldenEvents, TOPICS, type ChangeEvent } from '@satudata/contracts';
import fc from 'fast-check';
import type { LogMessage } from '../ports.js';
import { decodeEvent } from './decode.js';
import { encodeHeaders, sourceUri, type EventFacts } from './encode.js';

const message = (headers: object, value: unknown): LogMessage => ({
  offset: '0',
  key: 'key',
  value: Buffer.from(JSON.stringify(value)),
  headers: { ...headers } as Record<string, string>,
  appendedAt: 0,
});

const word = fc.stringMatching(/^[a-z]{1,12}$/);
const time = fc
  .date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const facts: fc.Arbitrary<EventFacts> = fc
  .record({
    id: fc.uuid(),
    entity: word,
    happened: word,
    subject: fc.uuid(),
    recordedAt: time,
    version: fc.integer({ min: 1 }),
    tx: fc.uuid(),
    part: fc.integer({ min: 1, max: 99 }),
    more: fc.nat(99),
    instance: fc.option(fc.constantFrom('18.01', '18.72'), { nil: undefined }),
    batch: fc.option(fc.uuid(), { nil: undefined }),
    traceparent: fc.option(fc.constant('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'), { nil: undefined }),
  })
  .map(({ happened, more, instance, ...rest }) => ({
    ...rest,
    source: 'population-registry' as const,
    changeType: `${rest.entity}.${happened}`,
    parts: rest.part + more,
    ...(instance && { instance }),
  }));

describe('an event that was encoded', () => {
  it('is understood as what it was, and its value keeps its text', () => {
    fc.assert(
      fc.property(facts, time, fc.dictionary(fc.string(), fc.jsonValue()), (said, at, record) => {
        const value: ChangeEvent = { version: said.version, change: { type: said.changeType, at }, record };
        const sent = message(encodeHeaders(said), value);
        const { value: understood, text, ...heard } = decodeEvent(sent);
        expect(heard).toEqual({
          id: said.id,
          source: sourceUri(said.source, said.instance),
          entity: said.entity,
          type: `id.lampung.satudata.population-registry.${said.changeType}`,
          subject: said.subject,
          time: said.recordedAt,
          version: said.version,
          tx: said.tx,
          part: said.part,
          parts: said.parts,
          batch: said.batch,
        });
        expect(text).toBe(sent.value.toString('utf8'));
        expect(understood).toEqual(JSON.parse(text));
      }),
    );
  });

  it('names an instance that a regency runs itself', () => {
    expect(sourceUri('population-registry')).toBe('/population-registry');
    expect(sourceUri('population-registry', '18.01')).toBe('/population-registry/18.01');
  });
});

describe('every golden event', () => {
  const golden = TOPICS.flatMap(({ source, entity, topic }) =>
    goldenEvents(source, entity).map((event, index) => [`${topic} #${index + 1}`, entity, event] as const),
  );

  it.each(golden)('%s is understood', (_, entity, { headers, value }) => {
    expect(decodeEvent(message(headers, value))).toMatchObject({
      id: headers.ce_id,
      entity,
      type: headers.ce_type,
      version: value.version,
      value,
    });
  });

  it.each(golden)('%s is understood with headers and fields of a later writer', (_, _entity, { headers, value }) => {
    const later = { ...value, later: 1, record: { ...value.record, later: [] } };
    expect(decodeEvent(message({ ...headers, 'satudata-later': 'x' }, later)).value).toEqual(later);
  });
});
