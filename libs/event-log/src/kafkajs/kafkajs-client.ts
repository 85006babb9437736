import { Kafka, logLevel, type logCreator } from 'kafkajs';
import type { KafkaPlace } from '../kafka-place.js';

process.env['KAFKAJS_NO_PARTITIONER_WARNING'] = '1';

export function kafkajsClient(options: KafkaPlace): Kafka {
  return new Kafka({
    clientId: options.clientId,
    brokers: [...options.brokers],
    logLevel: logLevel.WARN,
    logCreator: forward(options.onLog ?? (() => undefined)),
    connectionTimeout: 3_000,
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 8 },
  });
}

function forward(onLog: NonNullable<KafkaPlace['onLog']>): logCreator {
  return () => (entry) => {
    if (entry.level === logLevel.ERROR || entry.level === logLevel.WARN) {
      onLog(entry.level === logLevel.ERROR ? 'error' : 'warn', entry.log.message);
    }
  };
}
