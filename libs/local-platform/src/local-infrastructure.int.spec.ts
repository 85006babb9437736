import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectKafka, kafkajsClient, readTopic } from '@satudata/event-log';
import { Client } from 'pg';
import { startKafka } from './kafka/start-kafka.js';
import type { RunningKafka } from './kafka/start-kafka.js';
import { Passwords } from './postgres/passwords.js';
import { startPostgres } from './postgres/start-postgres.js';
import type { RunningPostgres } from './postgres/start-postgres.js';
import { commandOf, isAlive, recordOf } from './processes/process-record.js';
import { Supervisor } from './processes/supervisor.js';
import { waitUntil } from './wait-until.js';

jest.setTimeout(120_000);

const home = mkdtempSync(join(tmpdir(), 'satudata-kill-'));
const TOPIC = 'kept-through-kills';

let supervisor: Supervisor;
let postgres: RunningPostgres;
let kafka: RunningKafka;

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('A local platform', () => {
  beforeAll(async () => {
    await start();
    await sql('create table kept (word text)');
    const admin = await connectKafka({ brokers: kafka.brokers, clientId: 'spec' }).admin();
    await admin.ensureTopics([TOPIC], { partitions: 1, replicationFactor: 1 });
    await admin.close();
  });

  afterAll(() => supervisor.stop());

  it('refuses a second supervisor in its home with one sentence in each language', async () => {
    const second = Supervisor.open(home, () => undefined);
    await expect(second).rejects.toMatchObject({ code: 'home-in-use', id: expect.stringContaining(home) });
  });

  it('brings broker and database back at the same address with their data after kill -9', async () => {
    await sql(`insert into kept values ('before the kill')`);
    await append('before the kill');
    const killed = [postgres.child.pid, kafka.child.pid];
    killed.forEach((pid) => process.kill(pid, 'SIGKILL'));
    await restarted(killed);
    await waitFor('the row', async () => (await sql('select word from kept')).length === 1);
    await waitFor('the message', async () => (await messages()).length === 1);
    expect(await sql('select word from kept')).toEqual([{ word: 'before the kill' }]);
    expect(await messages()).toEqual(['before the kill']);
  });

  it('leaves no process behind when it stops, and keeps the data for the next start', async () => {
    await supervisor.stop();
    expect(processesOf(home)).toEqual([]);
    await start();
    expect(await sql('select word from kept')).toHaveLength(1);
    expect(await messages()).toHaveLength(1);
  });
});

describe('A supervisor killed with kill -9', () => {
  const orphaned = mkdtempSync(join(tmpdir(), 'satudata-orphan-'));

  afterAll(() => rmSync(orphaned, { recursive: true, force: true }));

  it('takes its broker and database along, and its home starts again without help', async () => {
    const { supervisorPid, pids } = await startElsewhere(orphaned);
    const records = pids.map((pid) => recordOf(pid));
    expect(records).not.toContain(undefined);
    process.kill(supervisorPid, 'SIGKILL');
    await waitFor('the end of all', () => Promise.resolve(!records.some((record) => record && isAlive(record))));
    await waitFor('the watchdog to leave', () => Promise.resolve(processesOf(orphaned).length === 0));
    const again = await Supervisor.open(orphaned, () => undefined);
    const database = await startPostgres(again, new Passwords(again.home).of('postgres'));
    expect(database.child.restarts).toBe(0);
    await again.stop();
    expect(processesOf(orphaned)).toEqual([]);
  });
});

async function start(): Promise<void> {
  supervisor = await Supervisor.open(home, () => undefined);
  const password = new Passwords(supervisor.home).of('postgres');
  [postgres, kafka] = await Promise.all([startPostgres(supervisor, password), startKafka(supervisor, process.env)]);
}

/** A platform of another process, from the built package, as a person would run it. */
async function startElsewhere(folder: string): Promise<{ supervisorPid: number; pids: number[] }> {
  const program = `
    const { Supervisor, startKafka, startPostgres } = require(${JSON.stringify(join(__dirname, '../dist'))});
    Supervisor.open(${JSON.stringify(folder)}, () => undefined).then(async (supervisor) => {
      const { Passwords } = require(${JSON.stringify(join(__dirname, '../dist/postgres/passwords.js'))});
      const password = new Passwords(supervisor.home).of('postgres');
      const started = await Promise.all([startPostgres(supervisor, password), startKafka(supervisor, process.env)]);
      console.log(JSON.stringify(started.map(({ child }) => child.pid)));
      setInterval(() => undefined, 1000);
    });`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { supervisorPid: child.pid ?? 0, pids: JSON.parse(String(line)) as number[] };
}

async function restarted(killed: number[]): Promise<void> {
  await waitFor('new processes', () =>
    Promise.resolve([postgres, kafka].every(({ child }) => !killed.includes(child.pid) && child.restarts > 0)),
  );
}

async function sql(text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: postgres.superuserUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows as unknown[];
  } finally {
    await client.end();
  }
}

async function append(value: string): Promise<void> {
  const producer = kafkajsClient({ brokers: kafka.brokers, clientId: 'spec' }).producer();
  await producer.connect();
  await producer.send({ topic: TOPIC, acks: -1, messages: [{ key: 'k', value }] });
  await producer.disconnect();
}

async function messages(): Promise<string[]> {
  const values: string[] = [];
  const log = connectKafka({ brokers: kafka.brokers, clientId: 'spec' });
  await readTopic(log, TOPIC, ({ value }) => values.push(value.toString()));
  return values;
}

function processesOf(folder: string): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids
    .map((pid) => commandOf(Number(pid)))
    .filter((command) => command.includes(folder) && !isOurselves(command));
}

/** Jest's own processes and the program above quote the folder on their command lines too. */
const isOurselves = (command: string): boolean => command === readFileSync('/proc/self/cmdline', 'utf8');

async function waitFor(what: string, condition: () => Promise<boolean>): Promise<void> {
  const late = (): Error => new Error(`waited in vain for ${what}`);
  await waitUntil(condition, { withinMs: 60_000, late });
}
