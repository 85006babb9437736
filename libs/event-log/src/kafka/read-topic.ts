import { randomUUID } from 'node:crypto';
import type { Kafka } from 'kafkajs';
import type { LogMessage } from '../ports.js';
import { toLogMessage } from './kafka-log-reader.js';
import { TopicAdmin } from './topic-admin.js';

/** Reads a topic from offset 0 to the end it had when asked, each message once, with no lasting group. */
export async function readTopic(
  kafka: Kafka,
  topic: string,
  onMessage: (message: LogMessage, partition: number) => void,
): Promise<void> {
  const admin = await TopicAdmin.connect(kafka);
  const ends = new Map((await admin.endOffsets(topic)).map(({ partition, next }) => [partition, BigInt(next)]));
  await admin.close();
  const open = new Set([...ends].filter(([, next]) => next > 0n).map(([partition]) => partition));
  if (open.size > 0) await drain(kafka, topic, ends, open, onMessage);
}

async function drain(
  kafka: Kafka,
  topic: string,
  ends: ReadonlyMap<number, bigint>,
  open: Set<number>,
  onMessage: (message: LogMessage, partition: number) => void,
): Promise<void> {
  const groupId = `satudata-read-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, allowAutoTopicCreation: false, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  try {
    await new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      const eachBatch = async ({ batch }: { batch: import('kafkajs').Batch }) => {
        const end = ends.get(batch.partition) ?? 0n;
        for (const message of batch.messages) {
          if (BigInt(message.offset) < end) onMessage(toLogMessage(message), batch.partition);
        }
        if (BigInt(batch.lastOffset()) + 1n >= end) open.delete(batch.partition);
        if (open.size === 0) resolve();
      };
      consumer.run({ autoCommit: false, eachBatch }).catch(reject);
    });
  } finally {
    await consumer.disconnect();
    await forget(kafka, groupId);
  }
}

async function forget(kafka: Kafka, groupId: string): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  await admin.deleteGroups([groupId]).catch(() => undefined);
  await admin.disconnect();
}
