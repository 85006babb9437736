/**
 * Peer of the business write: the same transaction by the same client library, without a word about it.
 * Arguments: database URL, seconds.
 */
import { DataSource } from 'typeorm';

const [url = '', seconds = '5'] = process.argv.slice(2);
const CLIENTS = 16;
const ROWS = 20_000;
const source = new DataSource({ type: 'postgres', url, extra: { max: CLIENTS } });

async function write(): Promise<void> {
  const id = Math.floor(Math.random() * ROWS);
  await source.transaction(async (manager) => {
    await manager.query(`select set_config('satudata.scope', '18', true)`);
    await manager.query('select version from business.entity where id = $1 for update', [id]);
    await manager.query('update business.entity set version = version + 1 where id = $1', [id]);
  });
}

async function writeUntil(end: number): Promise<number[]> {
  const milliseconds: number[] = [];
  while (performance.now() < end) {
    const begun = performance.now();
    await write();
    milliseconds.push(performance.now() - begun);
  }
  return milliseconds;
}

const connected = source.initialize();

process.on('message', () => {
  void connected.then(async () => {
    const end = performance.now() + Number(seconds) * 1_000;
    const milliseconds = (await Promise.all(Array.from({ length: CLIENTS }, () => writeUntil(end)))).flat();
    process.send?.({ seconds: Number(seconds), milliseconds });
  });
});
