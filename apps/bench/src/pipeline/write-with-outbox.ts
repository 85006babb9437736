import { randomUUID } from 'node:crypto';
import { publish } from '@satudata/outbox';
import { connectDatabase, WHOLE_PROVINCE, type ScopedDatabase } from '@satudata/service-kit';

/**
 * A process that changes rows and says so in the same transaction, as a source does. Answers every message with the
 * milliseconds that each transaction took. Arguments: database URL, seconds, clients, rows, a record as JSON.
 */
const [url = '', seconds = '5', clients = '16', rows = '20000', record = '{}'] = process.argv.slice(2);

const connected = connectDatabase({
  url,
  applicationName: 'bench',
  poolSize: Number(clients),
  onError: () => undefined,
});

async function write(database: ScopedDatabase): Promise<void> {
  const id = Math.floor(Math.random() * Number(rows));
  await database.inScope(WHOLE_PROVINCE, async (manager) => {
    await manager.query('select version from business.entity where id = $1 for update', [id]);
    await manager.query('update business.entity set version = version + 1 where id = $1', [id]);
    const change = {
      entity: 'person',
      entityId: randomUUID(),
      version: 1,
      type: 'person.recorded',
      at: '2026-06-30T02:00:00Z',
      record: JSON.parse(record) as object,
      region: '18.01',
    };
    await publish(manager, 'population-registry', [[change]], {});
  });
}

async function writeUntil(database: ScopedDatabase, end: number): Promise<number[]> {
  const milliseconds: number[] = [];
  while (performance.now() < end) {
    const begun = performance.now();
    await write(database);
    milliseconds.push(performance.now() - begun);
  }
  return milliseconds;
}

process.on('message', () => {
  void connected.then(async (database) => {
    const end = performance.now() + Number(seconds) * 1_000;
    const writers = Array.from({ length: Number(clients) }, () => writeUntil(database, end));
    process.send?.({ seconds: Number(seconds), milliseconds: (await Promise.all(writers)).flat() });
  });
});
