import type { Kafka, Producer } from 'kafkajs';
import type { LogWriter, OutgoingMessage } from '../ports.js';
import { javaPartitioner } from './java-partitioner.js';

/**
 * Appends with acks from all replicas in sync and one request in flight.
 * The idempotent producer stays off: after an error its sequence is rolled back, and a later batch of the same
 * size can be taken for a repeat and dropped although acknowledged. Repeats are harmless here, losses are not.
 */
export class KafkajsLogWriter implements LogWriter {
  private readonly producer: Producer;

  constructor(kafka: Kafka) {
    this.producer = kafka.producer({
      allowAutoTopicCreation: false,
      idempotent: false,
      maxInFlightRequests: 1,
      createPartitioner: javaPartitioner,
    });
  }

  async connect(): Promise<void> {
    await this.producer.connect();
  }

  async append(topic: string, messages: readonly OutgoingMessage[]): Promise<void> {
    await this.producer.send({ topic, acks: -1, messages: messages.map((message) => ({ ...message })) });
  }

  async close(): Promise<void> {
    await this.producer.disconnect();
  }
}
