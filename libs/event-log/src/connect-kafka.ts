import type { KafkaPlace } from './kafka-place.js';
import { kafkajsClient } from './kafkajs/kafkajs-client.js';
import { KafkajsLogReader } from './kafkajs/kafkajs-log-reader.js';
import { KafkajsLogWriter } from './kafkajs/kafkajs-log-writer.js';
import { KafkajsTopicAdmin } from './kafkajs/kafkajs-topic-admin.js';
import { PlatformaticLogReader } from './platformatic/platformatic-log-reader.js';
import { PlatformaticLogWriter } from './platformatic/platformatic-log-writer.js';
import { PlatformaticTopicAdmin } from './platformatic/platformatic-topic-admin.js';
import type { Log } from './ports.js';

/** The clients that may stand behind the ports, by the names that `KAFKA_CLIENT` takes. */
export const KAFKA_CLIENTS = ['kafkajs', 'platformatic'] as const;
export type KafkaClient = (typeof KAFKA_CLIENTS)[number];

const DEFAULT_CLIENT: KafkaClient = 'kafkajs';

const CLIENTS = {
  kafkajs: (place) => {
    const kafka = kafkajsClient(place);
    return {
      reader: (options) => new KafkajsLogReader(kafka, options),
      writer: () => new KafkajsLogWriter(kafka),
      admin: () => KafkajsTopicAdmin.connect(place),
    };
  },
  platformatic: (place) => ({
    reader: (options) => new PlatformaticLogReader(place, options),
    writer: () => new PlatformaticLogWriter(place),
    admin: () => PlatformaticTopicAdmin.connect(place),
  }),
} satisfies Record<KafkaClient, (place: KafkaPlace) => Log>;

/** Connects nothing yet: readers, writers and admins do, each for itself. */
export function connectKafka(place: KafkaPlace & { readonly client?: KafkaClient | undefined }): Log {
  return CLIENTS[place.client ?? DEFAULT_CLIENT](place);
}
