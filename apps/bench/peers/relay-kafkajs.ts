/**
 * Peer of the relay: reads the same table in order and produces with the same client, reading ahead meanwhile. It keeps
 * no lease, removes nothing and would forget everything in a crash. Arguments: database URL, broker, batch.
 */
import { Kafka, logLevel, type Message, type PartitionerArgs } from 'kafkajs';
import { Client } from 'pg';

interface Change extends Message {
  readonly seq: string;
  readonly topic: string;
  readonly key: string;
  readonly value: string;
  readonly headers: Record<string, string>;
}

const [url = '', broker = '', batch = '1000'] = process.argv.slice(2);
const READ = 'select seq, topic, key, headers, value from outbox.change where seq > $1 order by seq limit $2';
const createPartitioner =
  () =>
  ({ message, partitionMetadata }: PartitionerArgs): number =>
    (murmur2(Buffer.from(message.key ?? '')) & 0x7fffffff) % partitionMetadata.length;
const kafka = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING });
const producer = kafka.producer({ createPartitioner, maxInFlightRequests: 1, allowAutoTopicCreation: false });
const client = new Client({ connectionString: url });

/** Java's partitioner in 32 bits: the client's own takes ten times as long, and the relay does not use it either. */
function murmur2(data: Buffer): number {
  let hash = 0x9747b28c ^ data.length;
  const whole = data.length & ~3;
  for (let at = 0; at < whole; at += 4) {
    const word = Math.imul(data.readInt32LE(at), 0x5bd1e995);
    hash = Math.imul(hash, 0x5bd1e995) ^ Math.imul(word ^ (word >>> 24), 0x5bd1e995);
  }
  if (whole < data.length) hash = Math.imul(hash ^ data.readUIntLE(whole, data.length - whole), 0x5bd1e995);
  return (hash = Math.imul(hash ^ (hash >>> 13), 0x5bd1e995)) ^ (hash >>> 15);
}

async function read(after: string): Promise<Change[]> {
  const { rows } = await client.query<{ headers: string } & Change>({
    name: 'read',
    text: READ,
    values: [after, batch],
  });
  return rows.map((row) => ({ ...row, headers: JSON.parse(row.headers) as Record<string, string> }));
}

async function produce(changes: readonly Change[]): Promise<void> {
  const topics = new Map<string, Message[]>();
  for (const change of changes) {
    const messages = topics.get(change.topic) ?? [];
    topics.set(change.topic, messages);
    messages.push(change);
  }
  await producer.sendBatch({ acks: -1, topicMessages: [...topics].map(([topic, messages]) => ({ topic, messages })) });
}

async function drain(): Promise<number> {
  let [count, ahead] = [0, read('0')];
  for (let changes = await ahead; changes.length > 0; changes = await ahead) {
    ahead = read(changes.at(-1)?.seq ?? '0');
    await produce(changes);
    count += changes.length;
  }
  return count;
}

const ready = client
  .connect()
  .then(() => client.query(`select set_config('satudata.scope', '18', false)`))
  .then(() => producer.connect());

process.on('message', () => {
  void ready.then(async () => {
    const begun = performance.now();
    const cpu = process.cpuUsage();
    const events = await drain();
    const { user, system } = process.cpuUsage(cpu);
    process.send?.({ events, seconds: (performance.now() - begun) / 1_000, cpuSeconds: (user + system) / 1e6 });
  });
});
