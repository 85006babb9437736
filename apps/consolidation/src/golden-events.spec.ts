import { goldenEvents, TOPICS, type GoldenEvent } from '@satudata/contracts';
import { decodeEvent } from '@satudata/event-log';
import { projectionOf, TOPICS_READ } from './projections.js';

const read = TOPICS.filter(({ topic }) => TOPICS_READ.includes(topic));

/** A golden event as the broker hands it out. */
function understood(topic: string, { headers, value }: GoldenEvent): unknown {
  const message = {
    offset: '0',
    key: headers.ce_subject,
    value: Buffer.from(JSON.stringify(value)),
    headers: { ...headers },
    appendedAt: 1_000,
  };
  const place = { topic, partition: 0, offset: '0', key: message.key, knownAt: message.appendedAt };
  return projectionOf(topic).understand({ ...decodeEvent(message), ...place });
}

describe.each(read)('every event ever published on $topic', ({ topic, source, entity }) => {
  it.each(goldenEvents(source, entity).map((event) => [event.revision, event.headers.ce_id, event] as const))(
    'is understood: revision %d, %s',
    (_revision, _id, event) => {
      expect(understood(topic, event)).toEqual(expect.any(Object));
    },
  );

  it('has at least one golden event', () => {
    expect(goldenEvents(source, entity)).not.toEqual([]);
  });
});
