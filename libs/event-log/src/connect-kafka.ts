import type { KafkaPlace } from './kafka-place.js';
import { kafkajsClient } from './kafkajs/kafkajs-client.js';
import { KafkajsLogReader } from './kafkajs/kafkajs-log-reader.js';
import { KafkajsLogWriter } from './kafkajs/kafkajs-log-writer.js';
import { KafkajsTopicAdmin } from './kafkajs/kafkajs-topic-admin.js';
import type { Log } from './ports.js';

export function connectKafka(place: KafkaPlace): Log {
  const kafka = kafkajsClient(place);
  return {
    reader: (options) => new KafkajsLogReader(kafka, options),
    writer: () => new KafkajsLogWriter(kafka),
    admin: () => KafkajsTopicAdmin.connect(place),
  };
}
