import { connectKafka } from '@satudata/event-log';
import type { PlatformDescription } from '@satudata/local-platform';
import type { CountedEntity } from './counted-entities.js';
import { sqlNumber } from './sql-number.js';

const UNSENT = 'select count(*) from outbox.outbox join outbox.change using (seq) where topic = $1';
const APPLIED = `select sum(next_offset) from inbox.position where consumer = 'consolidation' and topic = $1`;

/** Events the source has recorded and the store has not applied: those not yet sent and those not yet read. */
export async function lagEvents(platform: PlatformDescription, counted: CountedEntity): Promise<number> {
  const { databases } = platform.postgres;
  const [unsent, sent, applied] = await Promise.all([
    sqlNumber(databases[counted.service], UNSENT, [counted.topic]),
    endOf(platform.kafka.brokers, counted.topic),
    sqlNumber(databases['consolidation'], APPLIED, [counted.topic]),
  ]);
  return unsent + Math.max(0, sent - applied);
}

async function endOf(brokers: readonly string[], topic: string): Promise<number> {
  const admin = await connectKafka({ brokers, clientId: 'satudata-status' }).admin();
  try {
    return (await admin.endOffsets(topic)).reduce((sum, { next }) => sum + Number(next), 0);
  } finally {
    await admin.close();
  }
}
