import { compatibilityPartitioner, ProduceAcks, Producer } from '@platformatic/kafka';
import type { KafkaPlace } from '../kafka-place.js';
import type { LogWriter, OutgoingMessage } from '../ports.js';
import { platformaticOptions } from './platformatic-options.js';

type Value = string | Buffer;
type ValueProducer = Producer<Value, Value, Value, Value>;

/** Appends with acks from all replicas in sync; not idempotent, as the other writer: repeats are harmless, losses are not. */
export class PlatformaticLogWriter implements LogWriter {
  private producer: ValueProducer | undefined;

  constructor(private readonly place: KafkaPlace) {}

  async connect(): Promise<void> {
    await this.present().connectToBrokers();
  }

  async append(topic: string, messages: readonly OutgoingMessage[]): Promise<void> {
    const producer = this.present();
    try {
      await producer.send({ messages: messages.map((message) => ({ topic, ...message })), acks: ProduceAcks.ALL });
    } catch (error) {
      await this.discard(producer);
      throw error;
    }
  }

  async close(): Promise<void> {
    if (this.producer) await this.discard(this.producer);
  }

  private present(): ValueProducer {
    this.producer ??= new Producer({
      ...platformaticOptions(this.place),
      idempotent: false,
      // The partitioner of the Java client: whoever else writes a key must meet it in the same partition.
      partitioner: compatibilityPartitioner,
      repeatOnStaleMetadata: true,
      serializers: { key: bytes, value: bytes, headerKey: bytes, headerValue: bytes },
    });
    return this.producer;
  }

  /** A connection that only seems open is never given up by the client itself: after a failure all are made anew. */
  private async discard(producer: ValueProducer): Promise<void> {
    if (this.producer === producer) this.producer = undefined;
    await producer.close();
  }
}

function bytes(value: Value | undefined): Buffer | undefined {
  return typeof value === 'string' ? Buffer.from(value) : value;
}
