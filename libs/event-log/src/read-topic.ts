import { randomUUID } from 'node:crypto';
import type { Log, LogBatch, LogMessage, PartitionEnd } from './ports.js';

type OnMessage = (message: LogMessage, partition: number) => void;

const SESSION_TIMEOUT_MS = 30_000;

/** Reads a topic from offset 0 to the end it had when asked, each message once, with no lasting group. */
export async function readTopic(log: Log, topic: string, onMessage: OnMessage): Promise<void> {
  const admin = await log.admin();
  try {
    const ends = (await admin.endOffsets(topic)).filter(({ next }) => next !== '0');
    if (ends.length === 0) return;
    const groupId = `satudata-read-${randomUUID()}`;
    await drain(log, groupId, ends, onMessage).finally(() => admin.forgetGroup(groupId).catch(() => undefined));
  } finally {
    await admin.close();
  }
}

async function drain(log: Log, groupId: string, wanted: readonly PartitionEnd[], onMessage: OnMessage): Promise<void> {
  const ends = new Map(wanted.map(({ partition, next }) => [partition, BigInt(next)]));
  const open = new Set(ends.keys());
  const reader = log.reader({ groupId, concurrency: 1, sessionTimeoutMs: SESSION_TIMEOUT_MS });
  const take = ({ partition, messages }: LogBatch) => {
    const end = ends.get(partition) ?? 0n;
    for (const message of messages) if (BigInt(message.offset) < end) onMessage(message, partition);
    const last = messages.at(-1);
    if (last && BigInt(last.offset) + 1n >= end) open.delete(partition);
  };
  try {
    await new Promise<void>((resolve, reject) => {
      const onBatch = async (batch: LogBatch) => {
        try {
          take(batch);
        } catch (error) {
          reject(error as Error);
        }
        if (open.size === 0) resolve();
      };
      const topics = [...new Set(wanted.map(({ topic }) => topic))];
      reader.start(topics, { startAt: async () => '0', onBatch, onFatal: reject }).catch(reject);
    });
  } finally {
    await reader.stop();
  }
}
