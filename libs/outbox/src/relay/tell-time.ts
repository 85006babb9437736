import { randomUUID } from 'node:crypto';
import { topicOf, TOPICS, type ChangeEvent, type Clock, type SourceName } from '@satudata/contracts';
import { encodeHeaders, sourceUri, type LogWriter, type OutgoingMessage, type TopicAdmin } from '@satudata/event-log';

/** "Everything I recorded up to `at` lies before these positions." Call it only when that is so. */
export async function tellTime(
  source: SourceName,
  at: string,
  tick: number,
  log: { writer: LogWriter; admin: TopicAdmin },
): Promise<void> {
  const clockTopic = topicOf(source, 'clock');
  const topics = TOPICS.filter((entry) => entry.source === source && entry.topic !== clockTopic);
  const ends = await Promise.all(topics.map(({ topic }) => log.admin.endOffsets(topic)));
  await log.writer.append(clockTopic, [
    clockMessage(source, tick, { source: sourceUri(source), at, through: ends.flat() }),
  ]);
}

function clockMessage(source: SourceName, tick: number, record: Clock): OutgoingMessage {
  const value: ChangeEvent<Clock> = { version: tick, change: { type: 'clock.ticked', at: record.at }, record };
  const id = randomUUID();
  const headers = encodeHeaders({
    id,
    source,
    entity: 'clock',
    changeType: 'clock.ticked',
    subject: record.source,
    recordedAt: record.at,
    version: tick,
    tx: id,
    part: 1,
    parts: 1,
  });
  return { key: record.source, value: JSON.stringify(value), headers: { ...headers } };
}
