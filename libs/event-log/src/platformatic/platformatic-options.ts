import type { BaseOptions } from '@platformatic/kafka';
import type { KafkaPlace } from '../kafka-place.js';

const RETRY_MS = { first: 100, longest: 2_000 };

/** Milliseconds to wait after a try that failed; the first is number 0. */
export function waitBeforeTry(attempt: number): number {
  return Math.min(RETRY_MS.longest, RETRY_MS.first * 2 ** Math.min(attempt, 8));
}

/** Connections and patience of this client, as of the other one. */
export function platformaticOptions({ brokers, clientId }: KafkaPlace) {
  return {
    clientId,
    bootstrapBrokers: [...brokers],
    connectTimeout: 3_000,
    autocreateTopics: false,
    retries: 8,
    retryDelay: (_client, _operation, attempt) => waitBeforeTry(attempt - 1),
  } satisfies BaseOptions;
}
