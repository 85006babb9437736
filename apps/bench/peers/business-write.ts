/**
 * Peer of the business write: the same change of the same row by as many clients, without a word about it.
 * Arguments: database URL, seconds.
 */
import { Client } from 'pg';

const [url = '', seconds = '5'] = process.argv.slice(2);
const CLIENTS = 16;
const ROWS = 20_000;

async function connect(): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

async function write(client: Client): Promise<void> {
  const id = Math.floor(Math.random() * ROWS);
  await client.query('begin');
  await client.query(`select set_config('satudata.scope', '18', true)`);
  await client.query('select version from business.entity where id = $1 for update', [id]);
  await client.query('update business.entity set version = version + 1 where id = $1', [id]);
  await client.query('commit');
}

async function writeUntil(client: Client, end: number): Promise<number[]> {
  const milliseconds: number[] = [];
  while (performance.now() < end) {
    const begun = performance.now();
    await write(client);
    milliseconds.push(performance.now() - begun);
  }
  return milliseconds;
}

const clients = Promise.all(Array.from({ length: CLIENTS }, connect));

process.on('message', () => {
  void clients.then(async (all) => {
    const end = performance.now() + Number(seconds) * 1_000;
    const milliseconds = (await Promise.all(all.map((client) => writeUntil(client, end)))).flat();
    process.send?.({ seconds: Number(seconds), milliseconds });
  });
});
