/**
 * Peer of the intake: writes the rows that a batch left behind, persons with their changes and the queue, over one
 * connection under the same policies, a transaction per 1,000 persons. It judges nothing and looks nothing up. Reading
 * the rows and making parameters of them is not counted. Arguments: database URL of the app role, URL of the database
 * that holds the rows, as a reader of all.
 */
import { Client } from 'pg';

const [url = '', readerUrl = ''] = process.argv.slice(2);
const BATCH = 1_000;
type Row = Record<string, string | null>;
type Column = readonly [name: string, type: string];
const columnsOf = (names: string) => names.split(' ').map((one) => one.split('/') as unknown as Column);
const PERSON = columnsOf(
  'id/uuid nik/text region/text village/text status/text version/int8 status_version/int8 source_version/int8 changed_at/timestamptz record/text',
);
const CHANGE = columnsOf(
  'id/uuid topic/text key/text entity/text entity_id/text version/int8 region/text headers/text value/text digest/bytea valid_at/timestamptz recorded_at/timestamptz tx/text part/int4 parts/int4 batch/uuid',
);

const names = (columns: readonly Column[]) => columns.map(([name]) => name).join();
const asTexts = (columns: readonly Column[]) => columns.map(([name]) => `${name}::text as ${name}`).join();
const given = (columns: readonly Column[]) =>
  `select ${columns.map(([name, type]) => `${name}::${type}`).join()} from unnest(${columns.map((_, at) => `$${at + 1}::text[]`).join()})
   with ordinality as row (${names(columns)}, place) order by place`;
const renewed = PERSON.map(([name]) => `${name} = excluded.${name}`).join();
const UPSERT = `insert into registry.person (${names(PERSON)}) ${given(PERSON)} on conflict (id) do update set ${renewed}`;
const SAY = `with said as (insert into outbox.change (${names(CHANGE)}) ${given(CHANGE)} returning seq)
  insert into outbox.outbox (seq) select seq from said`;

/** A text array in PostgreSQL's binary form: dimensions, flag of NULLs, type 25, length, lower bound, elements. */
function textArray(values: readonly (string | null | undefined)[]): Buffer {
  const bytes = values.reduce((sum, value) => sum + 4 + (value ? Buffer.byteLength(value) : 0), 20);
  const buffer = Buffer.allocUnsafe(bytes);
  let at = 0;
  for (const head of [1, 1, 25, values.length, 1]) at = buffer.writeInt32BE(head, at);
  for (const value of values) {
    const length = typeof value === 'string' ? buffer.write(value, at + 4) : -1;
    buffer.writeInt32BE(length, at);
    at += 4 + Math.max(length, 0);
  }
  return buffer;
}

async function write(client: Client, persons: readonly Row[], changes: readonly Row[]): Promise<[number, number]> {
  const rows = PERSON.map(([name]) => textArray(persons.map((row) => row[name])));
  const said = CHANGE.map(([name]) => textArray(changes.map((row) => row[name])));
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  await client.query('begin');
  await client.query(`select set_config('satudata.scope', '18.01', true)`);
  await client.query({ name: 'upsert', text: UPSERT, values: rows });
  await client.query({ name: 'say', text: SAY, values: said });
  await client.query('commit');
  const { user, system } = process.cpuUsage(cpu);
  return [(performance.now() - begun) / 1_000, (user + system) / 1e6];
}

async function answer(): Promise<object> {
  const [reader, client] = [new Client(readerUrl), new Client(url)];
  await Promise.all([reader.connect(), client.connect()]);
  const said = `from outbox.change where entity like 'person%' order by seq`;
  await reader.query('begin');
  await reader.query(`declare persons cursor for select ${asTexts(PERSON)} from registry.person`);
  await reader.query(`declare changes cursor for select ${asTexts(CHANGE)} ${said}`);
  const total = { events: 0, seconds: 0, cpuSeconds: 0 };
  for (;;) {
    const persons = (await reader.query<Row>(`fetch ${BATCH} from persons`)).rows;
    const changes = (await reader.query<Row>(`fetch ${2 * BATCH} from changes`)).rows;
    if (persons.length === 0) break;
    const [seconds, cpuSeconds] = await write(client, persons, changes);
    total.events += persons.length;
    total.seconds += seconds;
    total.cpuSeconds += cpuSeconds;
  }
  await Promise.all([reader.end(), client.end()]);
  return total;
}

process.on('message', () => void answer().then((result) => process.send?.(result)));
