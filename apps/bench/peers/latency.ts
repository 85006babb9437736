/**
 * Peer of the way from commit to store: produces at a steady rate, consumes what it produced and upserts it, nothing
 * else. It answers with the milliseconds from each produce to the end of its upsert.
 * Arguments: database URL, broker, topic, events a second, seconds.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Kafka, logLevel, Partitioners, type EachBatchPayload } from 'kafkajs';
import { Client } from 'pg';

const [url = '', broker = '', topic = '', perSecond = '500', seconds = '20'] = process.argv.slice(2);
const kafka = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING });
const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
const consumer = kafka.consumer({ groupId: `bare-${randomUUID()}`, maxWaitTimeInMs: 250 });
const client = new Client({ connectionString: url });
const UPSERT = {
  name: 'upsert',
  text: `insert into bare.record select * from unnest($1::text[], $2::text[]) on conflict (id) do update set value = excluded.value`,
};
const value = 'x'.repeat(1_000);
const begunAt = new Map<string, number>();
let milliseconds: number[] = [];

async function upsert({ batch }: EachBatchPayload): Promise<void> {
  const ids = batch.messages.map(({ key }) => String(key));
  await client.query({ ...UPSERT, values: [ids, batch.messages.map((message) => String(message.value))] });
  const now = performance.now();
  for (const begun of ids.flatMap((id) => begunAt.get(id) ?? [])) milliseconds.push(now - begun);
}

async function produceSteadily(): Promise<void> {
  const count = Number(perSecond) * Number(seconds);
  const begun = performance.now();
  const sends: Promise<unknown>[] = [];
  for (let index = 0; index < count; index += 1) {
    await pause(begun + (index * 1_000) / Number(perSecond) - performance.now());
    const key = randomUUID();
    begunAt.set(key, performance.now());
    sends.push(producer.send({ topic, messages: [{ key, value }] }));
  }
  await Promise.all(sends);
  while (milliseconds.length < count) await pause(10);
}

async function connect(): Promise<void> {
  await client.connect();
  await Promise.all([producer.connect(), consumer.connect()]);
  // From the end, what is produced while the group still looks for the end would be missed, and waited for in vain.
  await consumer.subscribe({ topic, fromBeginning: true });
  const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
  await consumer.run({ partitionsConsumedConcurrently: 4, eachBatch: upsert });
  await joined;
}

const ready = connect();

process.on('message', () => {
  void ready.then(async () => {
    milliseconds = [];
    begunAt.clear();
    await produceSteadily();
    process.send?.({ milliseconds });
  });
});
