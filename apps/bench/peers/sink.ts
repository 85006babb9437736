/**
 * Peer of the sink: writes the same records and their history from memory over two connections, each with a half.
 * It reads no log, keeps no position, folds nothing. Arguments: database URL of the app role, URL of a reader of all.
 */
import { Client } from 'pg';

const [url = '', readerUrl = ''] = process.argv.slice(2);
const BATCH = 1_000;
const NAMES = 'source,entity,id,version,tx,part,parts,batch,deleted,value,region,recorded_at,appended_at';
const COLUMNS = NAMES.split(',');
const TEXTS = COLUMNS.map((column) => `${column}::text`).join();
type Row = Record<string, string | null>;

const said = `select source, entity, id, version::int8, tx, part::int4, parts::int4, batch, deleted::bool, value, region,
  recorded_at::timestamptz, appended_at::timestamptz
  from unnest(${COLUMNS.map((_, index) => `$${index + 1}::text[]`).join(', ')}) as row (${COLUMNS.join(', ')})`;
const newer = COLUMNS.slice(3).map((column) => `${column} = excluded.${column}`);
const WRITE = {
  name: 'write',
  text: `with said as materialized (${said}), kept as (
    insert into raw.record as kept select * from said order by source, id
    on conflict (source, entity, id) do update set ${newer.join(', ')} where kept.version < excluded.version
  ) insert into raw.history select * from said on conflict do nothing`,
};

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

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  await client.connect();
  await client.query(`select set_config('satudata.scope', '18', false)`);
  return client;
}

/** The parameters of each statement: what the peer costs beyond the database must not count against the database. */
function statementsOf(rows: readonly Row[]): Buffer[][] {
  const starts = Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, index) => index * BATCH);
  return starts.map((at) => COLUMNS.map((column) => textArray(rows.slice(at, at + BATCH).map((row) => row[column]))));
}

async function write(client: Client, statements: readonly Buffer[][]): Promise<void> {
  for (const values of statements) await client.query({ ...WRITE, values });
}

let events = 0;
let statements: Buffer[][] = [];
const writers = Promise.all([connect(url), connect(url)]);

async function answer({ load }: { load: boolean }): Promise<object> {
  if (load) {
    const reader = await connect(readerUrl);
    const { rows } = await reader.query<Row>(`select ${TEXTS} from raw.history`);
    await reader.end();
    events = rows.length;
    statements = statementsOf(rows);
    return { events };
  }
  const [one, other] = await writers;
  const half = statements.length / 2;
  const begun = performance.now();
  const cpu = process.cpuUsage();
  await Promise.all([write(one, statements.slice(0, half)), write(other, statements.slice(half))]);
  const { user, system } = process.cpuUsage(cpu);
  return { events, seconds: (performance.now() - begun) / 1_000, cpuSeconds: (user + system) / 1e6 };
}

process.on('message', (message: { load: boolean }) => void answer(message).then((result) => process.send?.(result)));
