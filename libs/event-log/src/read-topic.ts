import type { Log, LogMessage } from './ports.js';
import { readStretches } from './read-stretches.js';

/** Reads a topic from offset 0 to the end it had when asked, each message once, with no lasting group. */
export async function readTopic(
  log: Log,
  topic: string,
  onMessage: (message: LogMessage, partition: number) => void,
): Promise<void> {
  const admin = await log.admin();
  const ends = await admin.endOffsets(topic).finally(() => admin.close());
  const whole = ends.map(({ partition, next }) => ({ partition, from: 0n, to: BigInt(next) }));
  await readStretches(log, topic, whole, onMessage);
}
