import type { Log, LogMessage } from './ports.js';
import { readWithinEnds } from './read-stretches.js';

/** Reads a topic from offset 0 to the end it had when asked, each message once, with no lasting group. */
export function readTopic(
  log: Log,
  topic: string,
  onMessage: (message: LogMessage, partition: number) => void,
): Promise<void> {
  const whole = (ends: ReadonlyMap<number, bigint>) =>
    [...ends].map(([partition, to]) => ({ partition, from: 0n, to }));
  return readWithinEnds(log, topic, whole, onMessage);
}
