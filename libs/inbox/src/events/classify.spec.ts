import { UndecodableEvent, type LogMessage } from '@satudata/event-log';
import { toldEvent } from '../told/told-event.js';
import { classify, type ToClassify } from './classify.js';
import type { HeardEvent, Projection } from './projection.js';

/** Takes note of what it hears; a record that says `unknown` is not understood, one that says `bug` hits a bug. */
const noting: Projection<string> = {
  understand({ subject, version, value }: HeardEvent) {
    const { says } = value.record as { says?: string };
    if (says === 'unknown') throw new UndecodableEvent('record.says is not known');
    if (says === 'bug') throw new TypeError('cannot read 1809105705900001 of undefined');
    return `${subject} v${version}`;
  },
  fold: () => Promise.resolve({ applied: 0, stale: 0 }),
};

const message = (offset: number, key: string, version = 1, record: object = {}, appendedAt = 1_000): LogMessage => ({
  ...toldEvent(key, version, record),
  offset: String(offset),
  appendedAt,
});

const sort = (messages: readonly LogMessage[], more: Partial<ToClassify<string>> = {}) =>
  classify({
    at: { consumer: 'c', topic: 't', partition: 0 },
    messages,
    projection: noting,
    waitingKeys: new Set(),
    discarded: new Set(),
    appendedAt: 0,
    ...more,
  });

describe('the messages of a chunk', () => {
  it('become facts in the order of the log', () => {
    expect(sort([message(0, 'a'), message(1, 'b'), message(2, 'a', 2)]).facts).toEqual(['a v1', 'b v1', 'a v2']);
  });

  it.each<[string, LogMessage, string]>([
    ['a Kafka null', { ...message(0, 'a'), value: Buffer.alloc(0) }, 'the value is not JSON'],
    ['no headers', { ...message(0, 'a'), headers: {} }, 'header ce_specversion is missing'],
    ['a record that is not understood', message(0, 'a', 1, { says: 'unknown' }), 'record.says is not known'],
    ['a record that meets a bug', message(0, 'a', 1, { says: 'bug' }), 'understanding it ended in TypeError'],
  ])('are parked with a cause that quotes nothing: %s', (_what, bad, cause) => {
    expect(sort([bad, message(1, 'b')])).toMatchObject({
      facts: ['b v1'],
      parked: [{ key: 'a', cause: { sentence: cause } }],
    });
  });

  it('tell a bug apart from a message that is itself to blame', () => {
    const [bug] = sort([message(0, 'a', 1, { says: 'bug' })]).parked;
    expect(bug?.cause.bug).toBeInstanceOf(TypeError);
    const [poison] = sort([message(0, 'a', 1, { says: 'unknown' })]).parked;
    expect(poison?.cause).toEqual({ sentence: 'record.says is not known' });
  });

  it('wait behind a parked one of the same key, in this chunk and in later ones', () => {
    const { facts, parked } = sort([message(0, 'a', 1, { says: 'unknown' }), message(1, 'a', 2), message(2, 'b')]);
    expect([facts, parked.map(({ offset }) => offset)]).toEqual([['b v1'], ['0', '1']]);
    expect(sort([message(3, 'a', 3)], { waitingKeys: new Set(['a']) }).facts).toEqual([]);
  });

  it('are left out when a person has discarded them, and those behind them are not', () => {
    const { facts, parked } = sort([message(0, 'a', 1, { says: 'unknown' }), message(1, 'a', 2)], {
      discarded: new Set(['0/0']),
    });
    expect([facts, parked]).toEqual([['a v2'], []]);
  });

  it('are parked when the database has refused them', () => {
    expect(sort([message(0, 'a')], { refusal: { sentence: 'refused' } }).parked).toEqual([
      { partition: 0, offset: '0', key: 'a', cause: { sentence: 'refused' } },
    ]);
  });

  it('carry the running maximum of append times, also over a broker whose clock went back', () => {
    const times: number[] = [];
    const projection: Projection = { ...noting, understand: ({ knownAt }) => times.push(knownAt) };
    const messages = [message(0, 'a', 1, {}, 500), message(1, 'b', 1, {}, 900), message(2, 'c', 1, {}, 700)];
    const { appendedAt } = classify({ ...defaults, messages, projection, appendedAt: 600 });
    expect([times, appendedAt]).toEqual([[600, 900, 900], 900]);
  });
});

const defaults = {
  at: { consumer: 'c', topic: 't', partition: 0 },
  waitingKeys: new Set<string>(),
  discarded: new Set<string>(),
};
